"""The panels of the window; `TABS` are the views at the right, in order."""

from mirrors_gui.panels.base import Panel
from mirrors_gui.panels.certificate import CertificatePanel
from mirrors_gui.panels.features import FeaturesPanel
from mirrors_gui.panels.forecast import ForecastPanel
from mirrors_gui.panels.landscape import LandscapePanel
from mirrors_gui.panels.mirror_map import MirrorMapPanel
from mirrors_gui.panels.network import NetworkPanel
from mirrors_gui.panels.path import PathPanel
from mirrors_gui.panels.training import TrainingPanel
from mirrors_gui.panels.weights import WeightsPanel

TABS: tuple[type[Panel], ...] = (
    FeaturesPanel,
    WeightsPanel,
    MirrorMapPanel,
    PathPanel,
    NetworkPanel,
    CertificatePanel,
    LandscapePanel,
    TrainingPanel,
    ForecastPanel,
)
