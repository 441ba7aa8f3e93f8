"""Answers made of dice, not of estimates: any sign, any size, any month, with the figures they rest on."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from analysis.ledger import COLUMNS, DATA
from analysis.ledger.loading import load_sources
from analysis.ledger.targets import Target
from analysis.outlook.progress import progress, simple_rules
from analysis.outlook.verdicts import Answer, Outlook, outlook, verdict
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
    """One answer whose parts need not fit each other: what is said of them must still be what they are."""
    indicator, measure, unit = kind
    last = pd.Period("2021-12", "M") + int(dice.integers(0, 13))
    value = _growth(dice) if measure == "growth_yoy_pct" else _level(dice)
    target = Target(PROVINCE, indicator, "total", YEAR, measure, value, unit, "plan", "2022-08-09", _sources()[0])
    low, median, high = np.sort([_growth(dice) if measure == "growth_yoy_pct" else _level(dice) for _ in range(3)])
    chance = float(dice.choice([0.0, 1.0, 0.0004, 0.9996, round(dice.uniform(), 4)], p=[0.05, 0.05, 0.05, 0.05, 0.8]))
    known = last.year == YEAR
    return Answer(
        target,
        used,
        _paths(dice),
        last,
        Outlook(target, float(low), float(median), float(high), chance, verdict(chance)),
        _growth(dice) if last.month < 12 or not known else float("nan"),
        _growth(dice) if known else float("nan"),
        _level(dice) if known else float("nan"),
        pd.Series({"ytd_growth_holds": _level(dice), "usual_share": _level(dice), "latest_month": _level(dice)}),
        pd.DataFrame(columns=COLUMNS),
        {},
        last,
    )


def year(seed: int) -> tuple[list[Answer], pd.DataFrame]:
    """A whole year's answers that fit their futures, and the ledger of the province behind them."""
    dice = np.random.default_rng(seed)
    facts = pd.concat([_figures(dice, *kind) for kind in TARGETS] + [_parts(dice)], ignore_index=True)
    facts = facts.drop_duplicates(COLUMNS[:6])
    readings: set[str] = set()
    given = []
    for kind in TARGETS:
        one = answer(dice, kind, used=kind[0] not in readings)
        given.append(_fitted(one, facts[(facts["indicator"] == kind[0]) & (facts["sector"] == "total")]))
        readings.add(kind[0])
    return given, facts


def _fitted(one: Answer, figures: pd.DataFrame) -> Answer:
    totals = one.draws.loc[str(YEAR)].sum()
    near = float(totals.median()) * 1.02
    value = round(near, 1) if one.target.measure == "level" else one.target.value
    target = replace(one.target, value=value)
    so_far = progress(one.draws, figures, YEAR, one.last)
    pace = so_far.pace(target)
    return replace(
        one,
        target=target,
        outlook=outlook(one.draws, target),
        required_growth=pace if np.isfinite(pace) else float("nan"),
        passed=pace == -np.inf,
        so_far=so_far.growth,
        done=so_far.level,
        naive_benchmarks=simple_rules(one.draws, target, one.last),
        figures=figures,
    )


def _growth(dice: np.random.Generator) -> float:
    """Often next to nothing, where words and signs go wrong."""
    return round(float(dice.choice([dice.normal(0, 0.08), dice.normal(0, 15)])), int(dice.integers(0, 4)))


def _level(dice: np.random.Generator) -> float:
    return round(float(10 ** dice.uniform(0, 5)), int(dice.integers(0, 3)))


def _paths(dice: np.random.Generator) -> pd.DataFrame:
    months = pd.period_range("2019-01", "2022-12", freq="M", name="month")
    steps = dice.normal(0.005, 0.05, (len(months), PATHS))
    return pd.DataFrame(10 ** dice.uniform(1, 3) * np.exp(steps.cumsum(axis=0)), index=months)


def _figures(dice: np.random.Generator, indicator: str, measure: str, unit: str) -> pd.DataFrame:
    last = int(dice.integers(1, 12))
    rows = [("ytd", f"2022-{last:02d}", "growth_yoy_pct"), ("month", f"2022-{last:02d}", "growth_yoy_pct")]
    rows += [("month", f"2022-{last:02d}", "growth_mom_pct"), ("ytd", f"2021-{last:02d}", "growth_yoy_pct")]
    if measure == "level":
        rows += [("ytd", f"2022-{last:02d}", "level"), ("year", "2021", "level"), ("month", "2022-01", "level")]
    return _rows(dice, [(indicator, "total", *row, unit if row[2] == "level" else "percent") for row in rows])


def _parts(dice: np.random.Generator) -> pd.DataFrame:
    month = int(dice.integers(1, 12))
    rows = [
        (indicator, part, kind, f"2022-{month:02d}", "growth_yoy_pct", "percent")
        for indicator, parts in (("iip", SECTORS), ("product_output", PRODUCTS))
        for part in parts
        for kind in ("month", "ytd")
    ]
    kept = [row for row in rows if dice.uniform() < 0.8]
    return _rows(dice, [*kept, ("imports", "total", "ytd", f"2022-{month:02d}", "level", "million_usd")])


def _rows(dice: np.random.Generator, rows: list[tuple[str, ...]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["indicator", "sector", "period_type", "period", "measure", "unit"])
    values = [_level(dice) if row[4] == "level" else _growth(dice) for row in rows]
    sources = [str(dice.choice(_sources())) for _ in rows]
    known = {"geography": PROVINCE, "status": "estimate", "published": "2022-08-09", "note": ""}
    return table.assign(value=values, source_id=sources, **known)[COLUMNS]


@cache
def _sources() -> tuple[str, ...]:
    return tuple(load_sources(DATA, PROVINCE).index[:9])
