"""What the year has brought so far, in sentences: every number is a published figure, or says that it is inferred."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import newest_prints, usable
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.outlook.progress import printed
from analysis.outlook.reading import Answer
from analysis.report.blocks import Block, Heading, Items, Paragraph
from analysis.report.numbers import GROWTH, LEVEL, is_level, reading, under_way

_PERIODS = ["month", "ytd", "year"]
_PARTS = ("output_trade", "index", "sectors", "branches", "products")
_ORDER = {LEVEL: 0, "growth_mom_pct": 1, GROWTH: 2}


def quoted(answers: Sequence[Answer], facts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of the ledger that a report quotes, the newest print of each, by the part of the report that quotes them.

    `facts`: those of the province as known on the day. A part without a figure of the plan year is empty.
    """
    known, year = newest_prints(usable(facts, wording.folder())), answers[0].target.year
    now = known[known["period"].str.startswith(str(year))]
    index = now[now["indicator"] == "iip"]
    levels = [answer for answer in answers if is_level(answer)]
    return {
        "levels": pd.concat([now[:0], *(_to_date(now, answer) for answer in levels)]),
        "table": pd.concat([now[:0], *(_in_table(known, answer) for answer in answers)]),
        "trade": _newest(_of(now, "imports", [WHOLE], ["ytd", "year"])),
        "index": _with_year_before(known, _newest(_of(index, "iip", [WHOLE], _PERIODS))),
        "sectors": _newest(_of(index, "iip", list(INDUSTRY), _PERIODS, [GROWTH])),
        "branches": _longest(index[~index["sector"].isin([WHOLE, *INDUSTRY])]),
        "products": _longest(now[now["indicator"] == "product_output"]),
        "counts": _newest(_of(now, "key_products_growing", [WHOLE], ["ytd"], ["count", LEVEL])),
    }


def results(answers: Sequence[Answer], parts: dict[str, pd.DataFrame], language: str = "vi") -> list[Block]:
    """The sections on output and trade, the index, its sectors and branches, and products; those without a figure
    are left out."""
    by_sector = parts["sectors"].sort_values("sector", key=lambda codes: codes.map([*INDUSTRY].index), kind="stable")
    to_date = [level_sentence(answer, language) for answer in answers if is_level(answer) and under_way(answer)]
    told = {
        "output_trade": [*to_date, *_series(parts["trade"], language)],
        "index": _series(parts["index"], language),
        "sectors": _series(by_sector, language),
        "branches": _directions(parts["branches"], language),
        "products": [*_counts(parts["counts"], language), *_directions(parts["products"], language)],
    }
    blocks: list[Block] = []
    for number, part in enumerate([part for part in _PARTS if told[part]], 1):
        blocks += [Heading(f"{number}. {wording.term('report', part, language)}", 2)]
        blocks += [Items(tuple(told[part]))] if part == "sectors" else [Paragraph(text) for text in told[part]]
    year = answers[0].target.year
    return blocks or [Paragraph(wording.sentence("told_none", language, year=year))]


def level_sentence(answer: Answer, language: str = "vi") -> str:
    """A planned level: done to date, growth on the year, share of the plan; marked where it is inferred."""
    is_printed = pd.notna(printed(answer.prints, LEVEL, answer.last))
    row = reading(answer)
    key = "told_level" if is_printed else "told_inferred"
    clauses = [wording.sentence(key, language, **row, value=answer.done)]
    if pd.notna(answer.so_far):
        clauses += [wording.sentence("told_growth_yoy_pct", language, value=answer.so_far)]
    clauses += [wording.sentence("told_share", language, **row)] if answer.target.planned else []
    to_date = {"period_type": "ytd", "period": str(answer.last), "clauses": ", ".join(clauses)}
    return _told(*answer.target.series[1:], [wording.sentence("told_period", language, **to_date)], language)


def governance(facts: pd.DataFrame, language: str = "vi") -> list[str]:
    """Administrative reform, the competitiveness index and its parts over the years; what has no figure is left out."""
    own = newest_prints(facts)
    years = own[own["period_type"] == "year"]
    reform = own[(own["indicator"] == "admin_reform") & (own["period_type"] == "point")]
    index = years[years["indicator"].isin(["pci_score", "pci_rank"])]
    index = index.pivot(index="period", columns="indicator", values="value")
    parts = years[years["indicator"] == "pci_subindex"].pivot(index="period", columns="sector", values="value")
    parts = parts.dropna(thresh=2)
    told: dict[str, dict[str, Any]] = {}
    if len(reform):
        state = reform[reform["period"] == reform["period"].max()].set_index("sector")["value"]
        told["reform"] = {"best": state.idxmax(), "high": state.max(), "worst": state.idxmin(), "low": state.min()}
    if index.shape[1] > 1:
        score, rank = (index[code].dropna() for code in ("pci_score", "pci_rank"))
        told["pci"] = {"last": index.index[-1], "score": score.iloc[-1], "rank": rank.iloc[-1]}
        told["pci"] |= {"score_max": score.max(), "score_max_at": score.idxmax()}
    if len(moved := (parts.iloc[-1:].squeeze(axis=0) - parts.iloc[:1].squeeze(axis=0)).dropna()):
        count = int(parts.notna().any().sum())
        told["subindices"] = {"first": parts.index[0], "last": parts.index[-1], "count": count}
        told["subindices"] |= {"down": int((moved < 0).sum()), "moved_most": moved.idxmin()}
    return [wording.sentence(f"governance_{name}", language, **words) for name, words in told.items()]


def _told(indicator: str, sector: str, periods: Iterable[str], language: str) -> str:
    """A sentence about one series; sectors of the index go by their own names."""
    whole = sector == WHOLE
    name = wording.indicator_name(indicator, language) if whole else wording.term("sector", sector, language)
    return wording.sentence("told_series", language, name=name, periods="; ".join(periods))


def _series(rows: pd.DataFrame, language: str) -> list[str]:
    """One sentence a series: month, year to date, and the year once it is printed, with last year's in brackets."""
    told = []
    for (indicator, sector), own in rows.groupby(["indicator", "sector"], sort=False):
        year = own["period"].str[:4].max()
        before = own[own["period"].str[:4] < year]
        kinds = dict(list(own[own["period"].str[:4] == year].groupby("period_type")))
        periods = [_period(kinds[kind], before, language) for kind in _PERIODS if kind in kinds]
        told.append(_told(indicator, sector, periods, language))
    return told


def _period(rows: pd.DataFrame, before: pd.DataFrame, language: str) -> str:
    """The figures of one series and period in a clause; last year's growth to date after it."""
    ordered = rows.sort_values("measure", key=lambda measures: measures.map(_ORDER)).to_dict("records")
    clauses = ", ".join(wording.sentence(f"told_{row['measure']}", language, **row) for row in ordered)
    told = wording.sentence("told_period", language, **ordered[0], clauses=clauses)
    before = before[before["period_type"] == ordered[0]["period_type"]]
    return told if before.empty else f"{told} {wording.sentence('told_before', language, **before.iloc[0])}"


def _directions(rows: pd.DataFrame, language: str) -> list[str]:
    """What rose, what stayed, what fell, the largest first."""
    groups = {"up": rows[rows["value"] > 0], "unmoved": rows[rows["value"] == 0], "down": rows[rows["value"] < 0][::-1]}
    return [
        wording.sentence(f"told_{way}", language, parts="; ".join(_each("told_part", own, language)))
        for way, own in groups.items()
        if len(own)
    ]


def _counts(rows: pd.DataFrame, language: str) -> list[str]:
    """Counts whose whole the source states ("11 of 21 key products"), with the whole and the share in per cent."""
    wholes = rows["note"].str.extract(r"^of (\d+)", expand=False)
    counted = rows[wholes.notna()].assign(whole=wholes.dropna().astype(float))
    return _each("told_count", counted.assign(share=100 * counted["value"] / counted["whole"]), language)


def _each(key: str, rows: pd.DataFrame, language: str) -> list[str]:
    return [wording.sentence(key, language, **row) for row in rows.to_dict("records")]


def _to_date(now: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    own = _of(now, answer.target.indicator, [answer.target.sector], ["ytd", "year"], [LEVEL, GROWTH])
    # the figure of a whole year stands for January to December
    return own[own["period"].isin([str(answer.last), str(answer.last.year)][: 1 + (answer.last.month == 12)])]


def _in_table(known: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    """The month and the year to date that the plan table shows, and the base of a planned level."""
    target, year = answer.target, str(answer.target.year)
    own = _of(known, target.indicator, [target.sector], _PERIODS, [target.measure])
    month = own[(own["period_type"] == "month") & own["period"].str.startswith(year)]
    base = own[(own["period"] == str(target.year - 1)) & (own["measure"] == LEVEL)]
    to_date = _of(known, target.indicator, [target.sector], ["ytd"], [GROWTH])
    return pd.concat([_newest(month), to_date[to_date["period"] == str(answer.last)], base])


def _of(
    facts: pd.DataFrame, indicator: str, sectors: list[str], kinds: list[str], measures: Iterable[str] = _ORDER
) -> pd.DataFrame:
    wanted: dict[str, Any] = {"sector": sectors, "period_type": kinds, "measure": list(measures)}
    own = facts[facts["indicator"] == indicator]
    return own[pd.concat([own[column].isin(codes) for column, codes in wanted.items()], axis=1).all(axis=1)]


def _newest(facts: pd.DataFrame) -> pd.DataFrame:
    """The figures of the newest period of each series and kind of period."""
    newest = facts.groupby(["indicator", "sector", "period_type"])["period"].transform("max")
    return facts[facts["period"] == newest]


def _longest(facts: pd.DataFrame) -> pd.DataFrame:
    """Growth on the year of each part: its newest period to date, or its newest month where there is none."""
    growth = facts[(facts["measure"] == GROWTH) & facts["period_type"].isin(_PERIODS)]
    end = growth["period"].where(growth["period_type"] != "year", growth["period"] + "-12")
    by_span = growth.assign(is_longer=growth["period_type"] != "month", end=end)
    by_span = by_span.sort_values(["is_longer", "end"], kind="stable").drop_duplicates("sector", keep="last")
    return by_span[facts.columns].sort_values("value", ascending=False, kind="stable")


def _with_year_before(known: pd.DataFrame, newest: pd.DataFrame) -> pd.DataFrame:
    to_date = newest.loc[newest["period_type"] != "month", "period"]
    before = {f"{int(period[:4]) - 1}{period[4:]}" for period in to_date}
    earlier = _of(known, "iip", [WHOLE], ["ytd", "year"], [GROWTH])
    return pd.concat([newest, earlier[earlier["period"].isin(before)]])
