"""A release against the ledger: what is new, revised, disputed, what does not fit; its writing, whole or not at all."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.checks import agreement, columns, sizes
from analysis.checks.beside import Beside, few, tuples
from analysis.checks.finding import SEVERITIES, Finding
from analysis.ledger import DATA, WHOLE
from analysis.ledger.kinds import SERIES
from analysis.ledger.targets import Target, load_targets

CHECKS: list[Callable[[Beside], Iterator[Finding]]] = [
    sizes.impossible,
    sizes.per_cent,
    sizes.marks,
    sizes.far,
    sizes.days,
    agreement.identities,
    agreement.cumulative,
    agreement.parts,
    agreement.plans,
    columns.repeated,
    columns.alike,
    columns.exchanged,
    columns.again,
    columns.coverage,
    columns.prints,
]
"""From a file's figures beside the ledger to what does not fit."""


def cross_check(
    rows: pd.DataFrame, before: pd.DataFrame, publisher: str, data: Path = DATA, *, official: bool = False
) -> list[Finding]:
    """Everything that does not fit, what stops and what moves a target first; `rows`: compared with the ledger,
    `before`: what was known, with its publishers.

    `official`: an official workbook. Of its goods and branches many rules only warn: offices revise their estimates
    by a third from print to print, and what their numbers measure stands above them.
    """
    day = rows["published"].max()
    targets = targets_of(rows["geography"].unique(), day, data)
    beside = Beside(rows, before[before["published"] <= day], targets, publisher, official)
    found = {(finding.code, finding.row): finding for check in CHECKS for finding in check(beside)}
    told = [replace(finding, loose=finding.row >= 0 and beside.loose(finding.row)) for finding in found.values()]
    planned, series = {target.series for target in targets}, [*tuples(rows, SERIES), ("", "", "")]

    def rank(finding: Finding) -> tuple[int, bool, bool, int]:
        own = series[finding.row]
        return SEVERITIES.index(finding.severity), own not in planned, own[2] != WHOLE, finding.row

    return sorted(told, key=rank)


def targets_of(places: Collection[str], day: str, data: Path) -> list[Target]:
    """The targets known on a day of these places."""
    return [target for place in few(places) for target in load_targets(day, geography=place, data=data)]
