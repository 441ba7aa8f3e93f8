"""One engine from published figures to joint draws of monthly levels, past and future (docs/method.md)."""

from analysis.model.complete import simulate
from analysis.model.estimate import estimate_levels, estimate_together, fit_one, weigh_models
from analysis.model.observations import MEASURES, Observations, observe
from analysis.model.related import (
    CEILING,
    POWER,
    RELATED,
    Group,
    Series,
    group_of,
    joint_levels,
    known_series,
    last_known,
    of_series,
    related_indicators,
    related_series,
    sectors,
    weighed,
)
from analysis.model.search import ModelWeights, movements

__all__ = [
    "CEILING",
    "MEASURES",
    "POWER",
    "RELATED",
    "Group",
    "ModelWeights",
    "Observations",
    "Series",
    "estimate_levels",
    "estimate_together",
    "fit_one",
    "group_of",
    "joint_levels",
    "known_series",
    "last_known",
    "movements",
    "observe",
    "of_series",
    "related_indicators",
    "related_series",
    "sectors",
    "simulate",
    "weigh_models",
    "weighed",
]
