"""Where every quoted figure and target comes from, what else was published for it, and what is not used."""

import pandas as pd

from analysis import wording
from analysis.ledger import FIGURE, KEY, load_corrections, load_sources
from analysis.outlook.answer import Answer
from analysis.report.blocks import Block, Heading, Items, Table

_WIDTHS, _LEFT = (46, 30, 22, 26, 15, 21), (0, 1, 2)


def origins(
    answers: list[Answer], quoted: pd.DataFrame, facts: pd.DataFrame, language: str = "vi"
) -> tuple[Block, ...]:
    """Tables of quoted figures, plan targets and figures that are not used, and the sources by their numbers."""
    cited = [*quoted["source_id"], *(answer.target.source_id for answer in answers)]
    numbers = {source: number for number, source in enumerate(dict.fromkeys(cited), 1)}
    tables = (
        _figures(quoted, facts, numbers, language),
        _targets(answers, numbers, language),
        _unused(answers, facts, language),
    )
    head = Heading(wording.term("report", "listed", language), 2)
    return (*(table for table in tables if len(table.rows)), head, Items(_listed(numbers, language), dash=""))


def others(row: pd.Series, facts: pd.DataFrame) -> pd.DataFrame:
    """Prints of the same figure that say something else, oldest first."""
    same = facts[(facts[FIGURE] == row[FIGURE]).all(axis=1) & (facts["value"] != row["value"])]
    return same.sort_values("published", kind="stable").drop_duplicates("value")


def part_name(row: pd.Series, language: str = "vi") -> str:
    """The series of a figure: the indicator, and its part where it is not the whole."""
    name = wording.indicator_name(row["indicator"], language, short=True)
    return name if row["sector"] == "total" else f"{name}: {wording.term('sector', row['sector'], language)}"


def unused(answers: list[Answer], facts: pd.DataFrame) -> pd.DataFrame:
    """Figures of the targets' indicators, in the plan year or the year before, that a correction sets aside."""
    corrections = load_corrections(wording.folder())
    corrections = corrections[corrections["rule"] == "not_used"]
    years = tuple(str(answers[0].target.year - back) for back in (0, 1))
    own = facts[facts["indicator"].isin({answer.target.indicator for answer in answers})]
    own = own[own["period"].str.startswith(years)]
    return own.merge(corrections[[*KEY, "reason_vi", "reason_en"]], on=KEY)


def _figures(quoted: pd.DataFrame, facts: pd.DataFrame, numbers: dict[str, int], language: str) -> Table:
    rows = [
        {
            **_figure(row, language),
            "source": _number(numbers, row["source_id"], language),
            "disputed": _others(row, facts, language),
        }
        for _, row in quoted.iterrows()
    ]
    return _table("source_caption", rows, _WIDTHS, language)


def _targets(answers: list[Answer], numbers: dict[str, int], language: str) -> Table:
    rows = [
        {
            "name": wording.indicator_name(answer.target.indicator, language, short=True),
            "period": wording.period("year", str(answer.target.year), language),
            "measure": wording.term("reading", answer.target.measure, language),
            "value": wording.printed(answer.target.value, answer.target.unit, language),
            "source": _number(numbers, answer.target.source_id, language),
        }
        for answer in answers
    ]
    return _table("source_caption_targets", rows, _WIDTHS[:5], language)


def _unused(answers: list[Answer], facts: pd.DataFrame, language: str) -> Table:
    rows = [
        {**_figure(row, language), "reason": row[f"reason_{language}"]} for _, row in unused(answers, facts).iterrows()
    ]
    return _table("source_caption_disputed", rows, (28, 22, 18, 18, 74), language)


def _listed(numbers: dict[str, int], language: str) -> tuple[str, ...]:
    sources = load_sources(wording.folder())
    return tuple(
        wording.sentence(
            "source_listed",
            language,
            number=number,
            publisher=wording.publisher(sources.loc[source_id, "publisher"], language),
            title=sources.loc[source_id, "title"],
            day=wording.day(sources.loc[source_id, "published"], language),
        )
        for source_id, number in numbers.items()
    )


def _number(numbers: dict[str, int], source_id: str, language: str) -> str:
    return wording.sentence("source_number", language, number=numbers[source_id])


def _figure(row: pd.Series, language: str) -> dict[str, str]:
    return {
        "name": part_name(row, language),
        "period": wording.period(row["period_type"], row["period"], language),
        "measure": wording.term("measure_short", row["measure"], language),
        "value": wording.printed(row["value"], row["unit"], language),
    }


def _others(row: pd.Series, facts: pd.DataFrame, language: str) -> str:
    told = [
        wording.sentence(
            "source_other",
            language,
            value=wording.printed(other["value"], other["unit"], language),
            day=wording.day(other["published"], language),
        )
        for _, other in others(row, facts).iterrows()
    ]
    return "; ".join(told) or "–"


def _table(caption: str, rows: list[dict[str, str]], widths: tuple[float, ...], language: str) -> Table:
    named = pd.DataFrame(rows).rename(columns=lambda code: wording.term("column", code, language))
    return Table(wording.sentence(caption, language), named, widths, _LEFT if len(widths) > 5 else (*_LEFT, 4))
