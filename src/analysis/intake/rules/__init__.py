"""Cross-checks of a file's figures: with each other, with last month's and last year's, with the plan."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.intake.rules import agreement, columns, sizes, wholes
from analysis.intake.rules.figures import Figures
from analysis.intake.rules.finding import Finding, figure_name, rules
from analysis.ledger import WHOLE, load_targets

__all__ = ["Finding", "cross_check", "figure_name", "rules"]

_CHECKS = (
    sizes.impossible,
    sizes.index_for_growth,
    sizes.sizes,
    sizes.far,
    agreement.growth_against_levels,
    agreement.growth_against_growth,
    agreement.sums,
    agreement.growth_between,
    agreement.plan_shares,
    columns.exchanged,
    wholes.parts,
    wholes.coverage,
    wholes.prints,
)


def cross_check(
    rows: pd.DataFrame, before: pd.DataFrame, publisher: str, data: Path, *, official: bool = False
) -> list[Finding]:
    """Everything that does not fit, errors first; `rows`: compared with the ledger, `before`: what was known.

    `official`: an official workbook. Of its goods and branches many rules only warn: offices revise their estimates
    by a third from print to print, and what their numbers measure stands above them.
    """
    day = rows["published"].max()
    known = before[before["published"] <= day]
    figures = Figures(rows, known, load_targets(day, data=data), publisher)
    found = {(finding.code, finding.row): finding for check in _CHECKS for finding in check(figures)}
    if official:
        found = {key: replace(finding, loose=_loose(rows, finding.row)) for key, finding in found.items()}
    return sorted(found.values(), key=lambda finding: (finding.severity, finding.row))


def _loose(rows: pd.DataFrame, row: int) -> bool:
    """Whether a figure is of a good or a branch: neither a total nor one of its parts."""
    indicator, sector = rows[["indicator", "sector"]].iloc[row]
    return sector != WHOLE and not wholes.is_part(indicator, sector)
