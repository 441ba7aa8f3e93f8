"""A file's figures looked at, and written to the ledger: one release, all of it or nothing."""

import shutil
from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from analysis.checks import cross_check, plans
from analysis.checks.beside import compare, few, same
from analysis.checks.finding import Finding
from analysis.ledger import COLUMNS, DATA, FIGURE, KEY, load_prints, rules, usable
from analysis.ledger.folders import ledgers, state
from analysis.ledger.kinds import figure_problems
from analysis.ledger.problems import LedgerError, Problem, refusal
from analysis.ledger.releases import Draft, free_id, locked, write_release
from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.opening import fingerprint
from analysis.readers.release import Release
from analysis.readers.workbook.kinds import free_code
from analysis.wording import harmless, harmless_table

SHORTEST_REASON = 10
_AS_PRINTED = {"vi": "tên in tiếng Anh", "en": "Vietnamese name"}
_CODED = ("geography", "indicator", "sector")


@dataclass(frozen=True)
class Examined:
    """A release beside the ledger: its `rows` with state and the old print, and what the checks found.

    `terms`: rows for terms.csv, of the names that have no term yet. `place`: the folder it goes to. `targets`: plans
    that it brings. `seen`: the state of the tables it was held against.
    """

    release: Release
    rows: pd.DataFrame
    findings: list[Finding]
    terms: list[dict[str, str]]
    place: str
    targets: pd.DataFrame
    seen: object = None

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop the figures."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def brings(self) -> int:
        """How many figures and plans are new to the ledger."""
        return len(self.fresh) + len(self.targets)

    @property
    def fresh(self) -> pd.DataFrame:
        """The rows the ledger does not have yet."""
        return self.rows[self.rows["state"] != "known"]


def examine(release: Release, data: Path = DATA, *, without: Collection[str] = ()) -> Examined:
    """What the file would change, and what does not fit; figures that no ledger could hold are a `LedgerError`.

    `without`: rows by their number or rules by their code, to be left out.
    """
    data, seen = Path(data), state(Path(data))
    targets = plans.planned(release, data)
    found = [finding for _, plan in targets.iterrows() for finding in plans.odd_plan(plan, data)]
    figures = replace(release, rows=release.rows[~release.rows["status"].isin(plans.KINDS)])
    named = _with_names(figures.rows)
    terms = _new_terms(named, data)
    if figures.rows.empty and len(release.rows):
        place = _place_of(release.rows, data)
        return Examined(release, named.assign(state="", old=""), found, [], place, targets, seen)
    refuse_rows(figures, data, {term["code"] for term in terms})
    told = [column for column in ("sentence",) if column in release.rows]
    rows = named[[*COLUMNS, "name", *told]].drop_duplicates(KEY).reset_index(drop=True)
    place = _place_of(rows, data)
    known = [load_prints(own, data=data) for own in few(rows["geography"].unique())]
    prints = pd.concat(known, ignore_index=True)
    compared = compare(rows, release.source.publisher, prints)
    examined = Examined(release, compared, found, terms, place, targets, seen)
    if (compared["state"] == "known").all():
        return replace(examined, terms=[])
    found += cross_check(compared, usable(prints, data), release.source.publisher, data, official=release.official)
    if place not in ledgers(data):
        found.append(Finding("new_place", -1, {"place": place, "folder": f"{data.name}/{place}"}))
    examined = replace(examined, findings=found)
    return _leave_out(examined, set(without), data) if without else examined


def add(
    path: Path, release: Release, *, because: str = "", examined: Examined | None = None, data: Path = DATA
) -> Examined:
    """Writes what is new of the file `path`, read as `release`, with its source, and the file itself.

    `examined`: what was shown of it; it is looked at again where the ledger has changed since. Errors of the checks
    are a `LedgerError` unless a reason is given; it is kept in the note of the figures they are
    about. A file whose figures are all known changes nothing.
    """
    refuse_reason(because, release)
    with locked(Path(data)):
        if examined is None or examined.seen != state(Path(data)):
            examined = examine(release, data)
        refuse_errors(examined, because)
        if examined.brings:
            write_release(data, examined.place, _draft(path, examined, because, Path(data)))
    return examined


def tried(path: Path, examined: Examined, data: Path, folder: Path) -> Path:
    """A copy of the data folder that has the figures already, to see what they move before they are written.

    Other places are only linked to, where links can be made.
    """
    folder.mkdir()
    for item in Path(data).iterdir():
        if item.is_dir() and item.name != examined.place:
            with suppress(OSError):
                (folder / item.name).symlink_to(item.resolve(), target_is_directory=True)
                continue
        if item.is_dir():
            shutil.copytree(item, folder / item.name, ignore=shutil.ignore_patterns("original", "before_releases"))
        elif item.suffix == ".csv":
            shutil.copy(item, folder)
    write_release(folder, examined.place, replace(_draft(path, examined, "", folder), original=None))
    return folder


def refuse_errors(examined: Examined, because: str = "") -> None:
    """Refuse a file with errors, unless there is a reason to keep them."""
    if examined.errors and not because:
        codes = ",".join(dict.fromkeys(error.code for error in examined.errors))
        raise refusal("checks_failed", examined.release.file, count=len(examined.errors), read=codes)


def refuse_reason(because: str, release: Release) -> None:
    """Refuse a reason that says nothing."""
    short = because and (len(because) < SHORTEST_REASON or len(because.split()) < 2)
    if short or because != harmless(" ".join(because.split())):
        raise refusal("reason", release.file, read=because, least=SHORTEST_REASON)


def refuse_rows(release: Release, data: Path, new_sectors: Collection[str] = ()) -> None:
    """Refuse unknown words, wrong units, impossible days and periods, undecided candidates, two values for a figure.

    `new_sectors` come with a name of their own.
    """
    file, rows = Path(release.file), release.rows
    if rows.empty:
        raise refusal("none_left", release.file)
    texts = rows[COLUMNS].assign(value=rows["value"].map(digits)).reset_index(drop=True)
    needed = [column for column in COLUMNS if column not in ("note", "source_id")]
    vocabulary = Vocabulary(data, frozenset(new_sectors))
    problems = [*rules.blanks(texts, file, needed), *figure_problems(texts, vocabulary, file)]
    found = [_named(problem, texts, rows.index) for problem in problems]
    if "unsure" in rows:
        unsure = rows.loc[rows["unsure"] != "", ["sentence", "unsure"]].to_dict("records")
        found += [Problem("unsure", release.file, words=told) for told in unsure]
    for figure, values in rows[rows.duplicated(KEY, keep=False)].groupby(FIGURE)["value"]:
        for other in [value for value in values if not same(value, values.iloc[0])][:1]:
            words = {"figure": " ".join(figure), "read": values.iloc[0], "other": other}
            found.append(Problem("twice", release.file, words=words))
    if found:
        raise LedgerError(found)


def digits(value: float) -> str:
    """A number as the ledger writes it: 15618, 5.66."""
    return format(Decimal(repr(float(value))), "f").removesuffix(".0")


def _place_of(rows: pd.DataFrame, data: Path) -> str:
    """The folder of a whole release: that of the place most of its figures speak of, of those that have one."""
    own = rows["geography"][rows["geography"].isin(ledgers(data))]
    return str((own if len(own) else rows["geography"]).mode().iloc[0])


def _leave_out(examined: Examined, without: set[str], data: Path) -> Examined:
    """Without the rows told by number, and those that a rule told by its code is about."""
    numbers = {str(row + 1): row for row in range(len(examined.rows))}
    codes = {finding.code for finding in examined.findings}
    if unknown := without - codes - set(numbers):
        raise refusal("without", examined.release.file, read=", ".join(sorted(unknown)), most=len(numbers))
    rows = {finding.row for finding in examined.findings if finding.code in without}
    rows |= {row for number, row in numbers.items() if number in without}
    left = examined.rows.loc[examined.rows.index.isin(rows), FIGURE]
    if len(left) == len(examined.rows):
        raise refusal("none_left", examined.release.file)
    given = examined.release.rows
    out = pd.MultiIndex.from_frame(given[FIGURE]).isin(pd.MultiIndex.from_frame(left))
    return examine(replace(examined.release, rows=given[~out | given["status"].isin(plans.KINDS)]), data)


def _draft(path: Path, examined: Examined, because: str, data: Path) -> Draft:
    release = examined.release
    if fingerprint(path.read_bytes()) != release.sha256:
        raise refusal("file_changed", path)
    wished = next(filter(None, release.rows["source_id"]), release.source.wished_id)
    source_id = free_id(data, examined.place, wished)
    source = asdict(release.source) | {"source_id": source_id, "file": release.file, "sha256": release.sha256}
    rows = _written(examined, because).assign(source_id=source_id)
    odd = [error.code for error in examined.errors if error.code.startswith("plan_") and error.row < 0]
    notes = [_noted(note, odd, because) for note in examined.targets["note"]]
    targets = examined.targets.assign(source_id=source_id, value=examined.targets["value"].map(digits), note=notes)
    figures, plan_rows = (harmless_table(table).to_dict("records") for table in (rows, targets))
    own = {name: str(harmless(cell)) for name, cell in source.items()}
    return Draft(figures, own, plan_rows, original=path, terms=examined.terms)


def _written(examined: Examined, because: str) -> pd.DataFrame:
    """The fresh rows as the ledger writes them; a figure that an error is about says why it was kept."""
    codes: dict[int, list[str]] = defaultdict(list)
    for error in examined.errors:
        codes[error.row].append(error.code)
    rows, official = examined.fresh, examined.release.official
    notes = [_noted(note, [*codes[row], *codes[-1]], because) for row, note in rows["note"].items()]
    values = [_written_value(value, certain=official or row in codes) for row, value in rows["value"].items()]
    return rows[COLUMNS].assign(value=values, note=notes)


def _noted(note: str, codes: list[str], because: str) -> str:
    kept = f"kept in spite of {', '.join(codes)}: {because}" if codes else ""
    return "; ".join(filter(None, [note, kept]))


def _written_value(value: float, *, certain: bool) -> str:
    """The number as the ledger writes it; a last 0 says that the point of 15.6180 is meant."""
    text = digits(value)
    return f"{text}0" if certain and len(text.partition(".")[2]) == 3 else text


def _with_names(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a column `name`: what a workbook's reader left in the note, where the sector's code is made of it.

    The note loses it: it belongs in the terms.
    """
    notes = zip(rows["note"], rows["sector"], strict=True)
    own = pd.Series([bool(note) and free_code(note) == sector for note, sector in notes], rows.index, dtype=bool)
    return rows.assign(name=rows["note"].where(own, ""), note=rows["note"].mask(own, ""))


def _new_terms(rows: pd.DataFrame, data: Path) -> list[dict[str, str]]:
    """Rows for terms.csv, one a sector that has a name but no term; the language nobody printed is marked."""
    named = rows[(rows["name"] != "") & ~rows["sector"].isin(Vocabulary(data).known("sector"))]
    terms = []
    for code, name in named.groupby("sector", sort=True)["name"].first().items():
        printed, other = ("en", "vi") if name.isascii() else ("vi", "en")
        terms.append({"group": "sector", "code": code, printed: name, other: f"{name} ({_AS_PRINTED[other]})"})
    return terms


def _named(problem: Problem, texts: pd.DataFrame, places: pd.Index) -> Problem:
    """The problem with the figure's own name, and its cell where the file has cells, instead of a row number."""
    row = texts.loc[problem.row]
    rule = "unknown_code" if problem.column in _CODED and problem.words.get("read") else problem.rule
    cell = [f"ô / cell {places[problem.row]}"] if places.name == "cell" else []
    return replace(problem, rule=rule, row=None, file=", ".join([problem.file, *cell, " ".join(row[FIGURE[1:]])]))
