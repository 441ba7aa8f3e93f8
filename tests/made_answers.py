"""Answers made of dice, not of estimates: any sign, any size, any month; what is said of them follows from them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from analysis.ledger import COLUMNS, DATA
from analysis.ledger.loading import load_sources
from analysis.ledger.targets import Target
from analysis.outlook.reading import Answer
from analysis.report.blocks import Picture

YEAR, PATHS, AS_OF, PROVINCE = 2022, 21, "2022-12-31", "ninh_thuan"
TARGETS = (
    ("industrial_output", "level", "billion_vnd"),
    ("industrial_output", "growth_yoy_pct", "percent"),
    ("retail_sales", "level", "billion_vnd"),
    ("exports", "level", "million_usd"),
    ("iip", "growth_yoy_pct", "percent"),
)
SECTORS = ("mining", "manufacturing", "electricity", "water_waste", "beverages", "textiles", "furniture")
PRODUCTS = ("sea_salt", "sugar", "cement", "garments")
PICTURE = Picture(
    "iip_year",
    "Hình 1. “<IIP & bạn>”",
    'Biểu đồ cột: "<b>IIP</b>" & khác',
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
    ),
)


def answer(dice: np.random.Generator, kind: tuple[str, str, str], *, used: bool = True) -> Answer:
    """One answer that can be told: figures thrown, levels near them, a target that the year may reach or not."""
    indicator, measure, unit = kind
    draws, last = _paths(dice), int(dice.integers(0, 12))
    figures = _figures(dice, draws.median(axis=1), kind, last)
    value = _growth(dice) if measure == "growth_yoy_pct" else _near(dice, draws.loc[str(YEAR)].sum().median())
    target = Target(PROVINCE, indicator, "total", YEAR, measure, value, unit, "plan", "2022-08-09", _sources()[0])
    made = Answer(target, used, draws, {}, figures, pd.Period(f"{YEAR - 1}-12", "M") + last)
    return answer(dice, kind, used=used) if made.untold else made


def year(seed: int) -> tuple[list[Answer], pd.DataFrame]:
    """A whole year's answers, and the ledger of the province behind them."""
    dice = np.random.default_rng(seed)
    seen: set[str] = set()
    given = []
    for kind in TARGETS:
        given.append(answer(dice, kind, used=kind[0] not in seen))
        seen.add(kind[0])
    facts = pd.concat([*(one.figures for one in given), _parts(dice)], ignore_index=True).drop_duplicates(COLUMNS[:6])
    own = {
        one.target.indicator: facts[facts["indicator"].eq(one.target.indicator) & facts["sector"].eq("total")]
        for one in given
    }
    return [replace(one, figures=own[one.target.indicator]) for one in given], facts


def _growth(dice: np.random.Generator) -> float:
    """Often next to nothing, where words and signs go wrong."""
    return round(float(dice.choice([dice.normal(0, 0.08), dice.normal(0, 15)])), int(dice.integers(0, 4)))


def _level(dice: np.random.Generator) -> float:
    return round(float(10 ** dice.uniform(0, 5)), int(dice.integers(0, 3)))


def _paths(dice: np.random.Generator) -> pd.DataFrame:
    months = pd.period_range("2019-01", "2022-12", freq="M", name="month")
    steps = dice.normal(0.005, 0.05, (len(months), PATHS))
    return pd.DataFrame(10 ** dice.uniform(1, 3) * np.exp(steps.cumsum(axis=0)), index=months)


def _near(dice: np.random.Generator, level: float) -> float:
    return round(float(level * dice.uniform(0.85, 1.15)), int(dice.integers(0, 3)))


def _figures(dice: np.random.Generator, levels: pd.Series, kind: tuple[str, str, str], last: int) -> pd.DataFrame:
    """What was printed to a month of the year, or of the year before where the month is 0; levels near the estimate."""
    indicator, measure, unit = kind
    month = f"{YEAR}-{last:02d}" if last else f"{YEAR - 1}-12"
    rows = [(span, month, "growth_yoy_pct", _growth(dice)) for span in ("ytd", "month")]
    rows += [("ytd", f"{YEAR - 1}-{last or 12:02d}", "growth_yoy_pct", _growth(dice))] * bool(last)
    if measure == "level":
        rows += [("year", f"{YEAR - 1}", "level", _near(dice, levels[str(YEAR - 1)].sum()))]
        rows += [("ytd", month, "level", _near(dice, levels[str(YEAR)][:last].sum()))] * bool(last)
    table = [(indicator, "total", *row[:3], unit if row[2] == "level" else "percent") for row in rows]
    return _rows(dice, table, [row[3] for row in rows])


def _parts(dice: np.random.Generator) -> pd.DataFrame:
    month = int(dice.integers(1, 12))
    rows = [
        (indicator, part, kind, f"2022-{month:02d}", "growth_yoy_pct", "percent")
        for indicator, parts in (("iip", SECTORS), ("product_output", PRODUCTS))
        for part in parts
        for kind in ("month", "ytd")
    ]
    kept = [row for row in rows if dice.uniform() < 0.8]
    rows = [*kept, ("imports", "total", "ytd", f"2022-{month:02d}", "level", "million_usd")]
    return _rows(dice, rows, [_level(dice) if row[4] == "level" else _growth(dice) for row in rows])


def _rows(dice: np.random.Generator, rows: list[tuple[str, ...]], values: list[float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["indicator", "sector", "period_type", "period", "measure", "unit"])
    sources = [str(dice.choice(_sources())) for _ in rows]
    known = {"geography": PROVINCE, "status": "estimate", "published": "2022-08-09", "note": ""}
    return table.assign(value=values, source_id=sources, **known)[COLUMNS]


@cache
def _sources() -> tuple[str, ...]:
    return tuple(load_sources(DATA, PROVINCE).index[:9])
