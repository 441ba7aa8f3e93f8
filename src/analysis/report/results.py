"""What the year has brought so far, in sentences: every number is a published figure, or says that it is inferred."""

import pandas as pd

from analysis import wording
from analysis.ledger import INDUSTRY, printed_decimals
from analysis.outlook.answer import Answer, printed
from analysis.report import amounts
from analysis.report.blocks import Block, Heading, Items, Paragraph
from analysis.report.quoted import GROWTH, LEVEL
from analysis.review import out_of

_PARTS = ("output_trade", "index", "sectors", "branches", "products")


def results(answers: list[Answer], parts: dict[str, pd.DataFrame], language: str = "vi") -> list[Block]:
    """The sections on output and trade, the index, its sectors and branches, and products; parts without a figure
    are left out."""
    year = answers[0].target.year
    to_date = [level_sentence(answer, language) for answer in answers if _has_level(answer)]
    told = {
        "output_trade": [*to_date, *_series(parts["trade"], language)],
        "index": _series(parts["index"], language),
        "sectors": _sectors(parts["sectors"], language),
        "branches": _directions(parts["branches"], language),
        "products": [*_counts(parts["counts"], language), *_directions(parts["products"], language)],
    }
    blocks: list[Block] = []
    for number, part in enumerate([part for part in _PARTS if told[part]], 1):
        blocks += [Heading(f"{number}. {wording.term('report', part, language)}", 2)]
        blocks += [Items(tuple(told[part]))] if part == "sectors" else [Paragraph(text) for text in told[part]]
    return blocks or [Paragraph(wording.sentence("told_none", language, year=year))]


def level_sentence(answer: Answer, language: str = "vi") -> str:
    """A planned level: done to date, growth on the year, share of the plan; marked where it is inferred."""
    share = wording.percent(100 * answer.done / answer.target.value, 1, language)
    clauses = [
        _level_clause(answer, language),
        _growth_clause(answer.so_far, "growth_yoy_pct", language),
        wording.sentence("told_share", language, share=share, plan=amounts.plan(answer, language)),
    ]
    name = wording.indicator_name(answer.target.indicator, language)
    return _told(name, wording.months_to(answer.last, language), clauses, language)


def _has_level(answer: Answer) -> bool:
    return answer.target.measure == LEVEL and answer.last.year == answer.target.year


def _level_clause(answer: Answer, language: str) -> str:
    is_printed = pd.notna(printed(answer.figures, LEVEL, answer.last, float("nan")))
    value = amounts.with_unit(answer, wording.digits(answer.done, language), language)
    return wording.sentence("told_level" if is_printed else "told_inferred", language, value=value)


def _growth_clause(value: float, measure: str, language: str) -> str:
    moved = wording.moved(value, printed_decimals(value), language)
    return wording.sentence(f"told_{measure}", language, moved=moved)


def _told(name: str, period: str, clauses: list[str], language: str) -> str:
    told = wording.sentence("told_period", language, period=period, clauses=", ".join(clauses))
    return wording.sentence("told_series", language, name=name, periods=told)


def _series(rows: pd.DataFrame, language: str) -> list[str]:
    """One sentence a series: month and year to date with last year's in brackets."""
    told = []
    for indicator, own in rows.groupby("indicator", sort=False):
        year = own["period"].str[:4].max()
        before = own[own["period"].str[:4] < year]
        this_year = own[own["period"].str[:4] == year].groupby("period_type")
        periods = [_period(one, before, language) for _, one in this_year]
        name = wording.indicator_name(str(indicator), language)
        told += [wording.sentence("told_series", language, name=name, periods="; ".join(periods))]
    return told


def _period(rows: pd.DataFrame, before: pd.DataFrame, language: str) -> str:
    """The figures of one series and period in a clause; last year's growth to date after it."""
    first = rows.iloc[0]
    clauses = ", ".join(_clause(row, language) for _, row in rows.sort_values("measure", key=_as_told).iterrows())
    period = wording.period(first["period_type"], first["period"], language)
    told = wording.sentence("told_period", language, period=period, clauses=clauses)
    before = before[before["period_type"] == first["period_type"]]
    return told if before.empty else f"{told} {_year_before(before.iloc[0], language)}"


def _as_told(measures: pd.Series) -> pd.Series:
    return measures.map({LEVEL: 0, "growth_mom_pct": 1, GROWTH: 2})


def _clause(row: pd.Series, language: str) -> str:
    if row["measure"] == LEVEL:
        value = wording.printed(row["value"], row["unit"], language)
        return wording.sentence("told_level", language, value=value)
    return _growth_clause(row["value"], row["measure"], language)


def _year_before(row: pd.Series, language: str) -> str:
    moved = wording.moved(row["value"], printed_decimals(row["value"]), language)
    period = wording.period(row["period_type"], row["period"], language)
    return wording.sentence("told_before", language, period=period, moved=moved)


def _sectors(rows: pd.DataFrame, language: str) -> list[str]:
    told = []
    for sector in [sector for sector in INDUSTRY if (rows["sector"] == sector).any()]:
        own = rows[rows["sector"] == sector]
        periods = [_period(one, own[:0], language) for _, one in own.groupby("period_type")]
        name = wording.term("sector", sector, language)
        told += [wording.sentence("told_series", language, name=name, periods="; ".join(periods))]
    return told


def _directions(rows: pd.DataFrame, language: str) -> list[str]:
    """What rose, what stayed, what fell, the largest first."""
    groups = {"up": rows[rows["value"] > 0], "unmoved": rows[rows["value"] == 0], "down": rows[rows["value"] < 0][::-1]}
    return [
        wording.sentence(f"told_{way}", language, parts="; ".join(_part(row, language) for _, row in own.iterrows()))
        for way, own in groups.items()
        if len(own)
    ]


def _part(row: pd.Series, language: str) -> str:
    moved = wording.moved(row["value"], printed_decimals(row["value"]), language)
    period = wording.short_period(row["period_type"], row["period"], language)
    name = wording.within(wording.term("sector", row["sector"], language))
    return wording.sentence("told_part", language, name=name, moved=moved, period=period)


def _counts(rows: pd.DataFrame, language: str) -> list[str]:
    return [
        wording.sentence(
            "told_count",
            language,
            name=wording.indicator_name(row["indicator"], language),
            period=wording.period(row["period_type"], row["period"], language),
            count=wording.digits(row["value"], language),
            whole=wording.digits(row["whole"], language),
        )
        for _, row in out_of(rows).iterrows()
    ]
