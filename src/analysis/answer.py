"""The old address of `outlook.answer`, until every caller has moved."""

from analysis.outlook.answer import Answer, answers, printed, table, targets_by_series

__all__ = ["Answer", "answers", "printed", "table", "targets_by_series"]
