"""What a file would change and what does not fit in it, as tables a reader can read."""

import pandas as pd

from analysis import wording
from analysis.intake.adding import Examined
from analysis.intake.comparing import STATES
from analysis.intake.rules import figure_name


def changes_table(examined: Examined, language: str = "vi") -> pd.DataFrame:
    """One row a figure, what is new first: state, figure, value with the old one beside, who printed that when, and the
    sentence it was read from where there is one.
    """
    rows = examined.rows.sort_values("state", key=lambda states: states.map(STATES.index), kind="stable")
    columns = ["state", "figure", "value", "old", "old_print"] + ["read_from"] * ("sentence" in rows)
    names = [wording.term("intake", column, language) for column in columns]
    return pd.DataFrame([_change(row, language) for _, row in rows.iterrows()], columns=names)


def findings_table(examined: Examined, language: str = "vi") -> pd.DataFrame:
    """One row a finding, errors first: severity, rule and sentence."""
    names = [wording.term("intake", column, language) for column in ("severity", "code", "sentence")]
    told = [
        (wording.term("intake", finding.severity, language), finding.code, finding.say(examined.rows, language))
        for finding in examined.findings
    ]
    return pd.DataFrame(told, columns=names)


def counts(examined: Examined) -> dict[str, int]:
    """How many figures are in each state, states without any left out."""
    found = examined.rows["state"].value_counts()
    return {state: int(found[state]) for state in STATES if state in found}


def origin_lines(prints: pd.DataFrame, language: str = "vi") -> list[str]:
    """Each print of `origins.where` in a few lines: the figure, its publication, its file, its note and correction."""
    return [line for _, row in prints.iterrows() for line in _origin(row, language)]


def _origin(row: pd.Series, language: str) -> list[str]:
    value = wording.printed(row["value"], row["unit"], language)
    status = wording.term("status", row["status"], language)
    source = ", ".join(filter(None, [row["title"], wording.publisher(row["publisher"], language), row["url"]]))
    told = {
        "source": f"{source} ({wording.day(row['published'], language)}; {row['source_id']})",
        "file": f"{row['file']}, SHA-256 {row['sha256']}" if pd.notna(row["file"]) else "",
        "note": row["note"],
        "correction": _correction(row, language),
    }
    lines = [f"  {wording.term('intake', name, language)}: {words}" for name, words in told.items() if words]
    return [f"{figure_name(row, language)}: {value} ({status})", *lines]


def _correction(row: pd.Series, language: str) -> str:
    if pd.isna(row["rule"]):
        return ""
    return f"{wording.term('correction_rule', row['rule'], language)} ({row['printed']}). {row[f'reason_{language}']}"


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
