"""What lies under the pointer."""

from __future__ import annotations

import pytest

from mirrors_gui.panels.common import picking
from mirrors_gui.style import plots


@pytest.mark.parametrize(("low", "width"), [(1.0, 1e-14), (1900.0, 1e-11), (1e6, 1e-9)])
def test_a_plot_zoomed_to_what_numbers_do_not_tell_apart_has_no_places(qtbot, low, width):
    """Its pixels have no size, by which distances are divided."""
    plot = plots.new_plot("picked")
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    qtbot.waitExposed(plot)
    centre = plot.getViewBox().sceneBoundingRect().center()
    assert picking._spot(plot, centre) is not None
    plot.setXRange(low, low + width, padding=0)
    assert plot.getViewBox().viewRect().width() > 0
    assert picking._spot(plot, centre) is None
