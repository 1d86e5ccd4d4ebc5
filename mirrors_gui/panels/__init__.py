"""The panels of the window; `TABS` are the views at the right, in order."""

from mirrors_gui.panels.certificate.panel import CertificatePanel
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.compare.panel import ComparePanel
from mirrors_gui.panels.features.panel import FeaturesPanel
from mirrors_gui.panels.forecast.panel import ForecastPanel
from mirrors_gui.panels.landscape.panel import LandscapePanel
from mirrors_gui.panels.mirror_map.panel import MirrorMapPanel
from mirrors_gui.panels.network.panel import NetworkPanel
from mirrors_gui.panels.path.panel import PathPanel
from mirrors_gui.panels.training.panel import TrainingPanel
from mirrors_gui.panels.uncertainty import UncertaintyPanel
from mirrors_gui.panels.validation import ValidationPanel
from mirrors_gui.panels.weights import WeightsPanel

TABS: tuple[type[Panel], ...] = (
    FeaturesPanel,
    WeightsPanel,
    MirrorMapPanel,
    PathPanel,
    ValidationPanel,
    NetworkPanel,
    CertificatePanel,
    LandscapePanel,
    UncertaintyPanel,
    TrainingPanel,
    ForecastPanel,
    ComparePanel,
)
