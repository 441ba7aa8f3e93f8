"""What moved an answer between two days, and how figures are revised after their first print."""

from analysis.vintages.changes import STEPS, Change, bridge, change, changes
from analysis.vintages.triangle import efficient_from, next_revisions, sizes, triangle

__all__ = [
    "STEPS",
    "Change",
    "bridge",
    "change",
    "changes",
    "efficient_from",
    "next_revisions",
    "sizes",
    "triangle",
]
