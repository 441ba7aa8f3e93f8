"""True figures mutated as hands, programs and copies do, in releases, texts and tables: what passes without a word?

Releases: every month's figures of the national publisher since 2018 (as an entry sheet and as an official book), held
against what was known the day before. Texts: sentences with the province's figures. Tables: the province's own,
damaged byte by byte or cell by cell, loaded and checked by hand's rules. Official books damaged: `damaged_books`.
Outcomes: refused, stopped (an error), warned, noticed (counted among others), untouched (what is read is true),
silent; bound: silent although an identity contradicts it by more than revisions explain. The goal is no bound one.
Writes benchmarks/results/mutations.csv. Run: python -m benchmarks.mutations [count [seed]] (2,000: about ten minutes).
"""

import shutil
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from benchmarks.tables import keep_counts

from analysis.checks import cross_check
from analysis.checks.adding import examine
from analysis.checks.beside import compare
from analysis.checks.finding import SEVERITIES, Finding
from analysis.checks.hand import slips
from analysis.identities import Figure, residuals
from analysis.ledger import COLUMNS, DATA, FIGURE, load_events, load_facts, load_prints, newest_prints, usable
from analysis.ledger.loading import load_sources
from analysis.ledger.problems import LedgerError
from analysis.ledger.targets import load_targets
from analysis.readers.opening import read_release

RESULT = Path(__file__).parent / "results" / "mutations.csv"
OUTCOMES = ["refused", "stopped", "warned", "noticed", "untouched", "silent", "bound"]
SEVERE = dict(zip(SEVERITIES, ("stopped", "warned", "noticed"), strict=True))
SEED, COUNT = 20220809, 2000
GSO = "General Statistics Office of Vietnam (GSO)"
Dice = np.random.Generator
SPANS = {"month", "ytd"}


class Printed(NamedTuple):
    """One day's figures and what was known before."""

    rows: pd.DataFrame
    before: pd.DataFrame

    def findings(self, rows: pd.DataFrame, official: bool) -> list[Finding]:
        """What the checks say of these rows in this place."""
        return cross_check(compare(rows, GSO, self.before), self.before, GSO, official=official)


# Values


def swapped(value: float, _: Dice) -> float:
    """The first two digits that differ change places: 10.37 is typed 01.37."""
    text = list(repr(abs(float(value))))
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            text[one], text[other] = text[other], text[one]
            break
    return float("".join(text)) * (1 if value >= 0 else -1)


VALUES: dict[str, tuple[str, Callable[[float, Dice], float]]] = {
    "an index for growth": ("growth", lambda value, _: value + 100),
    "ten or a hundred times": ("", lambda value, dice: value * float(dice.choice([10, 100]))),
    "a tenth": ("level", lambda value, _: round(value / 10, 6)),
    "thousands for decimals": ("level", lambda value, _: value / 1000),
    "a fraction for per cent": ("growth", lambda value, _: round(value / 100, 4)),
    "a sign turned": ("growth", lambda value, _: -value),
    "two digits swapped": ("", swapped),
}


def one_value(kind: str) -> Callable[[Printed, Dice], pd.DataFrame]:
    """A mutation of one figure of the month."""

    def mutate(printed: Printed, dice: Dice) -> pd.DataFrame:
        rows, (measure, change) = printed.rows, VALUES[kind]
        fits = rows["measure"].str.startswith(measure) & (rows["status"] == "estimate") & (rows["value"].abs() > 1)
        row = dice.choice(rows.index[fits])
        values = rows["value"].copy()
        values[row] = change(values[row], dice)
        return rows.assign(value=values)

    return mutate


# Columns, rows, months


def exchanged(column: str, one: str, other: str) -> Callable[[Printed, Dice], pd.DataFrame]:
    """Two columns of a sheet change places: what is printed of one stands under the other."""

    def mutate(printed: Printed, _: Dice) -> pd.DataFrame:
        rows = printed.rows
        rates = rows["measure"].str.startswith("growth") & (rows["status"] == "estimate")
        names = rows[column].where(~rates, rows[column].replace({one: other, other: one}))
        turned = rows.assign(**{column: names})
        return turned[~turned.duplicated(FIGURE)].reset_index(drop=True)

    return mutate


def last_month_again(printed: Printed, _: Dice) -> pd.DataFrame:
    """Every figure of the month as it was printed the month before."""
    last = newest_prints(printed.before).set_index(FIGURE)["value"]
    rows = printed.rows[printed.rows["status"] == "estimate"].reset_index(drop=True)
    keys = [Figure(*key).ago(1) for key in rows[FIGURE].itertuples(index=False, name=None)]
    return rows.assign(value=[last.get(tuple(key), value) for key, value in zip(keys, rows["value"], strict=True)])


def column_copied(printed: Printed, _: Dice) -> pd.DataFrame:
    """The rates of the month stand in the column of the year to date too."""
    rows = printed.rows.set_index(FIGURE)["value"].to_dict()

    def value(figure: Figure, own: float) -> float:
        to_date = figure.measure == "growth_yoy_pct" and figure.period_type == "ytd"
        return rows.get(tuple(figure.at(period_type="month")), own) if to_date else own

    values = [value(Figure(*key), own) for key, own in rows.items()]
    return printed.rows.assign(value=values)


def row_copied(printed: Printed, dice: Dice) -> pd.DataFrame:
    """One sector's figures stand in the row of another of its indicator."""
    rows = printed.rows
    parts = rows[(rows["sector"] != "total") & (rows["status"] == "estimate")]
    indicator = dice.choice(sorted(parts["indicator"].unique()))
    one, other = dice.choice(sorted(parts["sector"][parts["indicator"] == indicator].unique()), 2, replace=False)
    known = rows[rows["sector"] == one].set_index([*FIGURE[:2], *FIGURE[3:]])["value"]
    keys = zip(*(rows[name] for name in (*FIGURE[:2], *FIGURE[3:])), strict=True)
    copied = [known.get(key) if sector == other else None for key, sector in zip(keys, rows["sector"], strict=True)]
    return rows.assign(value=[own if new is None else new for new, own in zip(copied, rows["value"], strict=True)])


def month_ahead(printed: Printed, _: Dice) -> pd.DataFrame:
    """The figures are entered for the month that follows."""
    rows = printed.rows
    later = [Figure(*key).ago(-1).period if key[3] in SPANS else key[4] for key in rows[FIGURE].itertuples(index=False)]
    return rows.assign(period=later)


RELEASES: dict[str, Callable[[Printed, Dice], pd.DataFrame]] = {
    **{kind: one_value(kind) for kind in VALUES},
    "on the month and on the year exchanged": exchanged("measure", "growth_mom_pct", "growth_yoy_pct"),
    "month and year to date exchanged": exchanged("period_type", "month", "ytd"),
    "last month typed again": last_month_again,
    "a column copied": column_copied,
    "a row copied": row_copied,
    "a month ahead": month_ahead,
}


def printed_days() -> list[Printed]:
    """Every month's figures of the national publisher since 2018."""
    prints = usable(load_prints("vietnam"))
    prints = prints[(prints["publisher"] == GSO) & (prints["period"] >= "2014")]
    days = [day for day, own in prints.groupby("published") if day >= "2018" and len(own) > 50]
    told = [(prints[prints["published"] == day], prints[prints["published"] < day]) for day in days]
    return [Printed(own[COLUMNS].drop_duplicates(FIGURE).reset_index(drop=True), before) for own, before in told]


def of_release(printed: Printed, kind: str, official: bool, dice: Dice) -> str:
    """The outcome of one mutation of a release: the severest new finding."""
    changed = RELEASES[kind](printed, dice)
    if changed[FIGURE].equals(printed.rows[FIGURE]) and changed["value"].equals(printed.rows["value"]):
        return "untouched"
    known = Counter((finding.code, finding.severity) for finding in printed.findings(printed.rows, official))
    found = Counter((finding.code, finding.severity) for finding in printed.findings(changed, official)) - known
    severities = [severity for severity in SEVERITIES if any(told == severity for _, told in found)]
    return SEVERE[severities[0]] if severities else "bound" if bound(printed, changed) else "silent"


def bound(printed: Printed, changed: pd.DataFrame) -> bool:
    """Whether an identity contradicts what passed, by more than revisions explain, where it did not before."""

    def gaps(rows: pd.DataFrame) -> set[tuple[object, ...]]:
        every = pd.concat([printed.before[COLUMNS], rows])
        newest = newest_prints(every).set_index(FIGURE)["value"]
        values = {Figure(*key): value for key, value in newest.items()}
        fresh = [Figure(*key) for key in rows[FIGURE].itertuples(index=False)]
        found = residuals(values.get, fresh)
        return {(one.identity.name, one.figure) for one in found if one.gap > one.identity.allowed[1]}

    return bool(gaps(changed) - gaps(printed.rows))


# Texts

SENTENCES = {
    "Chỉ số sản xuất công nghiệp 7 tháng năm 2022 tăng {}% so với cùng kỳ năm trước.": 6.38,
    "Chỉ số sản xuất công nghiệp tháng 7/2022 tăng {}% so với cùng kỳ năm trước.": 10.37,
    "Kim ngạch xuất khẩu 7 tháng năm 2022 đạt {} triệu USD.": 72.4,
    "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng 7 tháng năm 2022 đạt {} tỷ đồng.": 18431.7,
    "Giá trị sản xuất công nghiệp 7 tháng năm 2022 đạt {} tỷ đồng.": 6312.4,
}


def of_text(kind: str, folder: Path, dice: Dice) -> str:
    """The outcome of one mutated number of a sentence."""
    sentence = dice.choice(sorted(SENTENCES))
    measure, change = VALUES[kind]
    value = SENTENCES[sentence]
    if measure and (measure == "growth") != ("%" in sentence):
        return "untouched"
    written = f"{change(value, dice):,.6f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    path = folder / "text.txt"
    path.write_text(sentence.format(written), "utf-8")
    try:
        release = read_release(
            path, published="2022-07-30", title="t", publisher="Báo Ninh Thuận", data=folder / "data"
        )
        if (release.rows["unsure"] != "").any():
            return "warned"
        examined = examine(release, folder / "data")
    except (LedgerError, ValueError):
        return "refused"
    if abs(examined.rows["value"].iloc[0] - value) < 1e-9:
        return "untouched"
    return SEVERE[examined.findings[0].severity] if examined.findings else "silent"


# Tables


def cells(text: str, dice: Dice, change: Callable[[list[str], Dice], list[str]]) -> str:
    """A table with one row changed."""
    lines = text.splitlines()
    row = int(dice.integers(1, len(lines)))
    lines[row] = ",".join(change(lines[row].split(","), dice))
    return "\n".join(lines) + "\n"


def dropped(text: str, dice: Dice) -> str:
    """A stretch of the file is gone."""
    start = int(dice.integers(0, len(text) - 40))
    return text[:start] + text[start + int(dice.integers(1, 40)) :]


def neighbours(row: list[str], dice: Dice) -> list[str]:
    """Two cells beside each other change places."""
    place = int(dice.integers(0, len(row) - 1))
    return [*row[:place], row[place + 1], row[place], *row[place + 2 :]]


def tenfold(row: list[str], _: Dice) -> list[str]:
    """The decimal mark of the value is lost."""
    return [*row[:6], row[6].replace(".", ""), *row[7:]]


TABLES: dict[str, Callable[[str, Dice], str]] = {
    "cut off": lambda text, dice: text[: int(dice.integers(1, len(text)))],
    "a stretch gone": dropped,
    "a quote opened": lambda text, dice: cells(text, dice, lambda row, _: [*row[:-1], '"' + row[-1]]),
    "two cells exchanged": lambda text, dice: cells(text, dice, neighbours),
    "a cell emptied": lambda text, dice: cells(text, dice, lambda row, roll: ["", *row[1:]]),
    "a decimal mark lost": lambda text, dice: cells(text, dice, tenfold),
    "a row twice": lambda text, dice: text + str(dice.choice(text.splitlines()[1:])) + "\n",
    "semicolons": lambda text, _: text.replace(",", ";"),
    "another encoding": lambda text, _: text.encode("utf-16").decode("latin-1"),
}
LOADED = {
    "facts.csv": lambda data: load_facts(geography="ninh_thuan", data=data),
    "targets.csv": lambda data: pd.DataFrame(load_targets(geography="ninh_thuan", data=data)),
    "events.csv": lambda data: load_events(geography="ninh_thuan", data=data),
    "sources.csv": lambda data: load_sources(data, "ninh_thuan"),
}


def of_table(kind: str, folder: Path, dice: Dice) -> str:
    """The outcome of one damaged table; a change of what is loaded is silent unless the checks of hand name it."""
    name = "facts.csv" if kind == "a decimal mark lost" else str(dice.choice(sorted(LOADED)))
    table, data = folder / "data" / "ninh_thuan" / name, folder / "data"
    sound, before = table.read_bytes(), LOADED[name](data)
    try:
        table.write_text(TABLES[kind](sound.decode(), dice), "utf-8")
        after = LOADED[name](data)
        if after.equals(before):
            return "untouched"
        return "stopped" if slips("ninh_thuan", data) else "silent"
    except (LedgerError, ValueError):
        return "refused"
    finally:
        table.write_bytes(sound)


def trials(count: int, seed: int, folder: Path) -> Iterator[tuple[str, str]]:
    """What was mutated, and the outcome."""
    dice, days = np.random.default_rng(seed), printed_days()
    for number in range(count // 2):
        kind, official = list(RELEASES)[number % len(RELEASES)], bool(number % 2)
        printed = days[int(dice.integers(0, len(days)))]
        yield f"{'book' if official else 'sheet'}: {kind}", of_release(printed, kind, official, dice)
    for number in range(count // 4):
        kind = list(VALUES)[number % len(VALUES)]
        yield f"text: {kind}", of_text(kind, folder, dice)
        kind = list(TABLES)[number % len(TABLES)]
        yield f"table: {kind}", of_table(kind, folder, dice)


def main() -> None:
    """All mutations, counted."""
    warnings.simplefilter("ignore")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    count, seed = (int(told) for told in [*sys.argv[1:], *(COUNT, SEED)[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DATA, Path(folder) / "data", ignore=shutil.ignore_patterns("vietnam"))
        for what, outcome in trials(count, seed, Path(folder)):
            found[what][outcome] += 1
    keep_counts(RESULT, found, "what", "tried", OUTCOMES)


if __name__ == "__main__":
    main()
