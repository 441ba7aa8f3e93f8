"""What a file would change and what does not fit in it, as tables a reader can read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis import wording
from analysis.checks.adding import Examined
from analysis.checks.beside import STATES
from analysis.checks.finding import Finding, figure_name
from analysis.checks.plans import plan_name
from analysis.readers.release import Release

SMALL = 40
"""As many new figures are shown one by one; of more, only those that need a look."""


def changes_table(examined: Examined, language: str = "vi", *, every: bool = True) -> pd.DataFrame:
    """One row a figure, what is new first: state, figure, value with the old one beside, who printed that when, and the
    sentence it was read from where there is one.

    Unless `every`, without known ones, those printed again and, of a large file, new ones that no finding is about.
    """
    rows = examined.rows if every else examined.rows[_worth_a_look(examined)]
    rows = rows.sort_values("state", key=lambda states: states.map(STATES.index), kind="stable")
    columns = ["state", "figure", "value", "old", "old_print"] + ["read_from"] * ("sentence" in rows)
    return _headed([_change(row, language) for _, row in rows.iterrows()], columns, language)


def indicators_table(examined: Examined, language: str = "vi") -> pd.DataFrame:
    """One row an indicator: how many figures are in each state, and how many have a warning or an error."""
    rows = examined.rows
    found = {finding.row: finding.severity for finding in reversed(examined.findings)}
    shown = [state for state in STATES if (rows["state"] == state).any()]
    told = pd.crosstab(rows["indicator"], rows["state"])[shown]
    severity = pd.Series([found.get(row, "") for row in rows.index], rows.index)
    for name in ("warning", "error"):
        told[name] = rows["indicator"][severity == name].value_counts().reindex(told.index, fill_value=0)
    names = [wording.indicator_name(code, language, short=True) for code in told.index]
    rows = zip(names, *(told[column].map(str) for column in told), strict=True)
    return _headed(rows, ("indicator", *told.columns), language)


def names_table(examined: Examined, language: str = "vi") -> pd.DataFrame:
    """One row a name that has no term yet and gets one: code, Vietnamese, English."""
    rows = [[term[key] for key in ("code", "vi", "en")] for term in examined.terms]
    return _headed(rows, ("new_name", "vi", "en"), language)


def plans_table(examined: Examined, language: str = "vi") -> pd.DataFrame:
    """One row a plan that the file brings: what it is a plan of, its number, who set it."""
    rows = [
        (plan_name(plan, language), wording.printed(plan["value"], plan["unit"], language), plan["set_by"])
        for _, plan in examined.targets.iterrows()
    ]
    return _headed(rows, ("plan", "value", "set_by"), language)


def findings_table(examined: Examined, language: str = "vi", *, every: bool = False) -> pd.DataFrame:
    """One row a finding, what stops first: severity, rule and sentence.

    Unless `every`, notices of a rule, and its warnings of official goods and branches, in one row, counted.
    """
    found = [(finding, 1) for finding in examined.findings] if every else _grouped(examined.findings)
    told = [
        (wording.term("intake", finding.severity, language), finding.code, _said(finding, alike, examined, language))
        for finding, alike in found
    ]
    return _headed(told, ("severity", "code", "sentence"), language)


def asides_table(release: Release, language: str = "vi") -> pd.DataFrame:
    """One row a thing of the file that was not taken, in a sentence that says where it stands and why."""
    return _headed([[str(problem).splitlines()[language != "vi"]] for problem in release.asides], ["aside"], language)


def tables_line(release: Release, language: str = "vi") -> str:
    """How many tables of a file are read, and the title and sheet of each that is left out."""
    key, read = "tables_left_out" if release.left_out else "tables_read", release.tables - len(release.left_out)
    told = wording.sentence(key, language, read=read, all=release.tables, left_out="; ".join(release.left_out))
    return "".join(sign if sign.isprintable() else "�" for sign in told)


def counts(examined: Examined) -> dict[str, int]:
    """How many figures are in each state, states without any left out."""
    found = examined.rows["state"].value_counts()
    return {state: int(found[state]) for state in STATES if state in found}


def origin_lines(prints: pd.DataFrame, language: str = "vi") -> list[str]:
    """Each print of `ledger.where` in a few lines: the figure, its publication, its file, its note and correction."""
    return [line for _, row in prints.iterrows() for line in _origin(row, language)]


def _headed(rows: Iterable[Sequence[str]], columns: Sequence[str], language: str) -> pd.DataFrame:
    """A table under the reader's names of its columns."""
    return pd.DataFrame([*rows], columns=[wording.term("intake", column, language) for column in columns])


def _origin(row: pd.Series, language: str) -> list[str]:
    value = wording.printed(row["value"], row["unit"], language)
    status = wording.term("status", row["status"], language)
    source = ", ".join(filter(None, [row["title"], wording.publisher(row["publisher"], language), row["url"]]))
    correction = wording.term("correction_rule", row["rule"], language) if pd.notna(row["rule"]) else ""
    told = {
        "source": f"{source} ({wording.day(row['published'], language)}; {row['source_id']})",
        "file": f"{row['file']}, SHA-256 {row['sha256']}" if pd.notna(row["file"]) else "",
        "note": row["note"],
        "correction": correction and f"{correction} ({row['printed']}). {row[f'reason_{language}']}",
    }
    lines = [f"  {wording.term('intake', name, language)}: {words}" for name, words in told.items() if words]
    return [f"{figure_name(row, language)}: {value} ({status})", *lines]


def _grouped(findings: list[Finding]) -> list[tuple[Finding, int]]:
    """The findings, each with how many it stands for: a notice, and a warning of one of the goods or branches of which
    offices print hundreds, for all of its rule."""
    alike: dict[tuple[str, int | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        of_many = finding.severity == "notice" or (finding.loose and finding.severity == "warning")
        alike[finding.code, None if of_many else finding.row].append(finding)
    return [(same[0], len(same)) for same in alike.values()]


def _said(finding: Finding, alike: int, examined: Examined, language: str) -> str:
    said = finding.say(examined.rows, language)
    return said if alike < 2 else wording.sentence("and_alike", language, said=said, count=alike - 1)


def _worth_a_look(examined: Examined) -> pd.Series:
    state = examined.rows["state"]
    found = examined.rows.index.isin([finding.row for finding in examined.findings])
    few = (state == "new").sum() <= SMALL
    return state.isin(["revised", "disputed", "misprinted"]) | found | ((state == "new") & few)


def _change(row: pd.Series, language: str) -> tuple[str, ...]:
    held = [wording.day(row["old_published"], language), row["old_source"]] if row["old_published"] else []
    return (
        wording.term("intake", row["state"], language),
        figure_name(row, language),
        wording.printed(row["value"], row["unit"], language),
        wording.digits(row["old"], language) if held else "",
        ", ".join(held),
        *([row["sentence"]] if "sentence" in row else []),
    )
