"""The cross-checks on figures that were really published: how often do they cry wolf, and how many slips do they find?

Run: python -m benchmarks.intake_rules (two minutes). Writes benchmarks/results/intake_rules.csv and intake_slips.csv.

Every day's figures of a publisher in the two ledgers count as one file, examined with what was known the day before.
All alarms on them are false in this sense, though some are about figures that corrections.csv knows or that a revision
explains. Then one figure of each national file since 2018 is changed as a typist would, and the file examined again.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.tables import keep

from analysis.intake.comparing import compare
from analysis.intake.rules import Finding, cross_check, rules
from analysis.ledger import COLUMNS, DATA, SERIES, load_facts, load_sources, usable

RESULTS = Path(__file__).with_name("results")
SLIPS: dict[str, Callable[[float, np.random.Generator], float]] = {
    "index for growth (+100)": lambda value, _: value + 100,
    "decimal mark lost (x10, x100)": lambda value, random: value * float(random.choice([10, 100])),
    "thousands for decimals (/1000)": lambda value, _: value / 1000,
    "sign turned": lambda value, _: -value,
    "two digits swapped": lambda value, _: _swapped(value),
}


@dataclass(frozen=True)
class Printed:
    """A publisher's figures of one day and what was known before."""

    place: str
    rows: pd.DataFrame
    before: pd.DataFrame
    publisher: str

    def findings(self, rows: pd.DataFrame) -> list[Finding]:
        """What the cross-checks say of these rows in this place."""
        compared = compare(rows, self.publisher, self.before)
        return cross_check(compared, self.before, self.publisher, DATA)


def files() -> Iterator[Printed]:
    """Every day's figures of every publisher, of the province and of the country."""
    facts = usable(load_facts())
    facts = facts.assign(publisher=facts["source_id"].map(load_sources()["publisher"]))
    for place in ("ninh_thuan", "vietnam"):
        own = facts[(facts["geography"] == place) & (facts["indicator"] != "industrial_employment")]
        for (day, publisher), rows in own.groupby(["published", "publisher"]):
            yield Printed(place, rows[COLUMNS].reset_index(drop=True), facts[facts["published"] < day], str(publisher))


def slip(printed: Printed, kind: str, random: np.random.Generator) -> tuple[pd.DataFrame, int]:
    """The rows with one figure of this month changed, and which."""
    rows = printed.rows
    growing = rows["measure"].str.startswith("growth")
    fresh = (rows["status"] == "estimate") & (rows["value"].abs() > 1)
    fresh &= growing if kind in ("index for growth (+100)", "sign turned") else True
    fresh &= ~growing if kind.startswith("thousands") else True
    row = int(random.choice(np.flatnonzero(fresh)))
    values = rows["value"].copy()
    values[row] = SLIPS[kind](values[row], random)
    return rows.assign(value=values), row


def judged(printed: Printed, changed: pd.DataFrame, row: int) -> str:
    """Whether the slip stops the file, is warned of by name of its series, or passes unnamed."""
    known = {(finding.code, finding.row) for finding in printed.findings(printed.rows)}
    found = [finding for finding in printed.findings(changed) if (finding.code, finding.row) not in known]
    if any(finding.severity == "error" for finding in found):
        return "stopped"
    series = tuple(changed.loc[row, SERIES])
    return "warned" if any(f.row >= 0 and tuple(changed.loc[f.row, SERIES]) == series for f in found) else "passed"


def main() -> None:
    """Both tables."""
    alarms: dict[str, Counter[str]] = defaultdict(Counter)
    slips: dict[str, Counter[str]] = defaultdict(Counter)
    random = np.random.default_rng(20220809)
    for printed in files():
        own = alarms[printed.place]
        found = printed.findings(printed.rows)
        own.update(finding.code for finding in found)
        own.update({"files": 1, "figures": len(printed.rows)})
        own["files stopped"] += any(finding.severity == "error" for finding in found)
        if printed.place == "vietnam" and len(printed.rows) > 50 and printed.rows["published"].iloc[0] >= "2018":
            for kind in SLIPS:
                slips[kind][judged(printed, *slip(printed, kind, random))] += 1
    codes = ["files", "figures", "files stopped", *rules()]
    counted = [[code, *(own[code] for own in alarms.values())] for code in codes]
    keep(RESULTS / "intake_rules.csv", ["what", *alarms], counted)
    outcomes = ["stopped", "warned", "passed"]
    rows = [[kind, own.total(), *(own[outcome] for outcome in outcomes)] for kind, own in slips.items()]
    keep(RESULTS / "intake_slips.csv", ["slip", "files", *outcomes], rows)


def _swapped(value: float) -> float:
    """The first two digits that differ change places: 10.37 is typed 01.37, 2759.5 is typed 7259.5."""
    text = list(repr(abs(float(value))))
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            text[one], text[other] = text[other], text[one]
            break
    return float("".join(text)) * (1 if value >= 0 else -1)


if __name__ == "__main__":
    main()
