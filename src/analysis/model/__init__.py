"""One engine from published figures to joint draws of monthly levels, past and future (docs/method.md)."""

from analysis.model.bases import broken_bases
from analysis.model.complete import simulate
from analysis.model.estimate import estimate_jointly, estimate_levels
from analysis.model.implied import implied
from analysis.model.observations import EVERY, MEASURES, as_printed, observe
from analysis.model.related import (
    CEILING,
    POWER,
    RELATED,
    Group,
    Series,
    bases_of,
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
from analysis.model.reliability import standard_errors

__all__ = [
    "CEILING",
    "EVERY",
    "MEASURES",
    "POWER",
    "RELATED",
    "Group",
    "Series",
    "as_printed",
    "bases_of",
    "broken_bases",
    "estimate_jointly",
    "estimate_levels",
    "group_of",
    "implied",
    "joint_levels",
    "known_series",
    "last_known",
    "observe",
    "of_series",
    "related_indicators",
    "related_series",
    "sectors",
    "simulate",
    "standard_errors",
    "weighed",
]
