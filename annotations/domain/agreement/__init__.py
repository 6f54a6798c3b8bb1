"""How far coders agree, and how much of it chance would explain."""

from annotations.domain.agreement.aligning import Weights
from annotations.domain.agreement.alpha import Metric, interval, nominal, ordinal, ratio
from annotations.domain.agreement.alpha import alpha as krippendorff_alpha
from annotations.domain.agreement.gamma import gamma
from annotations.domain.agreement.many import fleiss_kappa, gwet_ac1, percent
from annotations.domain.agreement.pairs import Pair, cohen_kappa, scott_pi
from annotations.domain.agreement.ratings import Agreement, Unit, Value, Why
from annotations.domain.agreement.resampling import interval_of
from annotations.domain.agreement.unitising import Section, alpha_u

__all__ = [
    "Agreement",
    "Metric",
    "Pair",
    "Section",
    "Unit",
    "Value",
    "Weights",
    "Why",
    "alpha_u",
    "cohen_kappa",
    "fleiss_kappa",
    "gamma",
    "gwet_ac1",
    "interval",
    "interval_of",
    "krippendorff_alpha",
    "nominal",
    "ordinal",
    "percent",
    "ratio",
    "scott_pi",
]
