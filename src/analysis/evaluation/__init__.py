"""The past replayed with what was known then, forecasts as they were issued, and how good both turned out to be."""

from analysis.evaluation.days import chances_by_day, ends_of_months
from analysis.evaluation.issued import issue, settled
from analysis.evaluation.many import finished
from analysis.evaluation.replay import Replay, chances, replay, rules_chances, table
from analysis.evaluation.scores import better, calibration, crps, reliability, score

__all__ = [
    "Replay",
    "better",
    "calibration",
    "chances",
    "chances_by_day",
    "crps",
    "ends_of_months",
    "finished",
    "issue",
    "reliability",
    "replay",
    "rules_chances",
    "score",
    "settled",
    "table",
]
