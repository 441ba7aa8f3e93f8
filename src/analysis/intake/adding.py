"""A file's figures looked at, and written to the ledger: all of them or none."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.intake.appending import Rows, append, locked
from analysis.intake.archive import keep
from analysis.intake.checking import digits, refuse_rows
from analysis.intake.comparing import compare
from analysis.intake.names import new_terms, with_names
from analysis.intake.places import ledger_of, source_id_of, tables_of
from analysis.intake.rules import Finding, cross_check
from analysis.ledger import COLUMNS, DATA, KEY, load_facts, load_sources, usable
from analysis.ledger.problems import refusal
from analysis.readers.release import Release
from analysis.wording import harmless

SHORTEST_REASON = 10


@dataclass(frozen=True)
class Examined:
    """A release beside the ledger: its `rows` with state and the old print, and what the cross-checks found.

    `terms`: rows for terms.csv, of the names that have no term yet.
    """

    release: Release
    rows: pd.DataFrame
    findings: list[Finding]
    terms: list[dict[str, str]]

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop the figures."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def fresh(self) -> pd.DataFrame:
        """The rows the ledger does not have yet."""
        return self.rows[self.rows["state"] != "known"]


def examine(release: Release, data: Path = DATA) -> Examined:
    """What the file would change, and what does not fit; figures that no ledger could hold are a `LedgerError`."""
    named = with_names(release.rows)
    terms = new_terms(named, data)
    refuse_rows(release, data, {term["code"] for term in terms})
    ledger_of(release, data)  # refuses a place that has none
    told = [column for column in ("sentence",) if column in release.rows]
    rows = named[[*COLUMNS, "name", *told]].drop_duplicates(KEY).reset_index(drop=True)
    facts = load_facts(data=data)
    facts = facts.assign(publisher=facts["source_id"].map(load_sources(data)["publisher"]))
    compared = compare(rows, release.source.publisher, facts)
    if (compared["state"] == "known").all():
        return Examined(release, compared, [], [])
    before = usable(facts, data)
    findings = cross_check(compared, before, release.source.publisher, data, official=release.official)
    return Examined(release, compared, findings, terms)


def decide(release: Release, ask: Callable[[pd.Series], bool]) -> Release:
    """The release with its unsure candidates taken or left out, each as `ask` answers for its row."""
    if "unsure" not in release.rows:
        return release
    kept = [not row["unsure"] or ask(row) for _, row in release.rows.iterrows()]
    return replace(release, rows=release.rows[kept].assign(unsure=""))


def add(path: Path, release: Release, *, because: str = "", data: Path = DATA) -> Examined:
    """Writes what is new of the file `path`, read as `release`, with its source, name and SHA-256.

    Errors of the cross-checks are a `LedgerError` unless a reason is given; it is kept in the note of the figures they
    are about. A file whose figures are all known changes nothing.
    """
    _refuse_reason(because, release)
    with locked(data):
        examined = examine(release, data)
        if examined.errors and not because:
            raise refusal("checks_failed", release.file, count=len(examined.errors))
        if len(examined.fresh):
            keep(path, release, data)
            append(data, _tables(examined, because, data))
    return examined


def _tables(examined: Examined, because: str, data: Path) -> dict[str, Rows]:
    release, source_id = examined.release, source_id_of(examined.release, data)
    ledger = ledger_of(release, data)
    rows = _written(examined, because).assign(source_id=source_id)
    tables = {"terms.csv": examined.terms} if examined.terms else {}
    if source_id not in load_sources(data).index:
        origin = {"source_id": source_id, "file": release.file, "sha256": release.sha256}
        tables[f"{ledger}/sources.csv"] = [{"source_id": source_id, **asdict(release.source)}]
        tables[f"{ledger}/origins.csv"] = [origin]
    for table, own in rows.groupby(tables_of(rows, data, ledger), sort=True):
        tables[f"{ledger}/{table}"] = own.to_dict("records")
    return tables


def _written(examined: Examined, because: str) -> pd.DataFrame:
    """The fresh rows as the ledger writes them; a figure that an error is about says why it was kept."""
    codes: dict[int, list[str]] = {}
    for error in examined.errors:
        codes.setdefault(error.row, []).append(error.code)
    rows = examined.fresh
    notes = [
        "; ".join(filter(None, [note, f"kept in spite of {', '.join(codes[row])}: {because}" if row in codes else ""]))
        for row, note in rows["note"].items()
    ]
    official = examined.release.official
    values = [_written_value(value, certain=official or row in codes) for row, value in rows["value"].items()]
    return rows[COLUMNS].assign(value=values, note=notes)


def _written_value(value: float, *, certain: bool) -> str:
    """The number as the ledger writes it; a last 0 says that the point of 15.6180 is meant."""
    text = digits(value)
    return f"{text}0" if certain and len(text.partition(".")[2]) == 3 else text


def _refuse_reason(because: str, release: Release) -> None:
    short = because and (len(because) < SHORTEST_REASON or len(because.split()) < 2)
    if short or because != harmless(" ".join(because.split())):
        raise refusal("reason", release.file, read=because, least=SHORTEST_REASON)
