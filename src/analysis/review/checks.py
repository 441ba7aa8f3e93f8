"""What a report says, recomputed from its own figures."""

import pandas as pd

from analysis.facts import Target, newest_prints
from analysis.growth import growth

_HALF = {"period_type": "ytd", "period": "2022-06"}


def report_checks(facts: pd.DataFrame, targets: list[Target]) -> pd.DataFrame:
    """What can be recomputed of the report of 9 August 2022, one row a check.

    Columns: check (a code), a and b (the figures it starts from), printed (missing where nothing was printed to
    compare with), recomputed, unit, fits (true, false or missing). `facts`: those of the province.
    """
    rows = [*_retail(facts, targets), *_output(facts, targets), *_trade(facts, targets), *_iip(facts)]
    rows += [(f"out_of_{part}", count, whole, None, share, "percent") for part, count, whole, share in _counted(facts)]
    checks = pd.DataFrame(rows, columns=["check", "a", "b", "printed", "recomputed", "unit"])
    checks = checks.astype({"printed": float})
    fits = [_fits(*pair) for pair in zip(checks["printed"], checks["recomputed"], strict=True)]
    return checks.assign(fits=pd.array(fits, dtype="boolean"))


def out_of(facts: pd.DataFrame) -> pd.DataFrame:
    """Counts whose whole the source states ("11 of 21 key products"), with the whole and the share in per cent."""
    wholes = facts["note"].str.extract(r"^of (\d+)", expand=False)
    counted = facts[wholes.notna()].assign(whole=wholes.dropna().astype(float))
    return counted.assign(share=100 * counted["value"] / counted["whole"])


Row = tuple[str, float, float, float | None, float, str]


def _retail(facts: pd.DataFrame, targets: list[Target]) -> list[Row]:
    done, share = (_figure(facts, "retail_sales", measure, **_HALF) for measure in ("level", "share_of_plan_pct"))
    plan, rate = _target(targets, "retail_sales"), _figure(facts, "retail_sales", "growth_yoy_pct", **_HALF)
    april, may = ({"period_type": "ytd", "period": month} for month in ("2022-04", "2022-05"))
    of_may = _figure(facts, "retail_sales", period_type="month", period="2022-05")
    to_may = _figure(facts, "retail_sales", **may)
    return [
        ("retail_share", done, plan, share, 100 * done / plan, "percent"),
        ("retail_plan", done, share, plan, 100 * done / share, "billion_vnd"),
        ("retail_base", done, rate, None, _base(done, rate), "billion_vnd"),
        ("retail_april", to_may, of_may, _figure(facts, "retail_sales", **april), to_may - of_may, "billion_vnd"),
    ]


def _output(facts: pd.DataFrame, targets: list[Target]) -> list[Row]:
    plan, rate = _target(targets, "industrial_output"), _target(targets, "industrial_output", "growth_yoy_pct")
    years = {year: _figure(facts, "industrial_output", period_type="year", period=year) for year in ("2020", "2021")}
    printed = _figure(facts, "industrial_output", "growth_yoy_pct", period_type="year", period="2021")
    done = _figure(facts, "industrial_output", **_HALF)
    parts = facts[(facts["indicator"] == "industrial_output") & (facts["period"] == "2020")]
    parts = parts[(parts["measure"] == "level") & (parts["sector"] != "total")]
    first = _originals(targets, "level")[0]
    originals = [
        ("output_original_base", first, rate_then, years["2021"], _base(first, rate_then), "billion_vnd")
        for rate_then in _originals(targets, "growth_yoy_pct")
    ]
    return [
        ("output_base", plan, rate, years["2021"], _base(plan, rate), "billion_vnd"),
        ("output_growth", plan, years["2021"], rate, growth(plan, years["2021"]), "percent"),
        *originals,
        ("output_2021", years["2021"], years["2020"], printed, growth(years["2021"], years["2020"]), "percent"),
        ("output_parts", len(parts), 2020, years["2020"], parts["value"].sum(), "billion_vnd"),
        ("output_share", done, plan, None, 100 * done / plan, "percent"),
    ]


def _trade(facts: pd.DataFrame, targets: list[Target]) -> list[Row]:
    done, rate = (_figure(facts, "exports", measure, **_HALF) for measure in ("level", "growth_yoy_pct"))
    bought, plan = _figure(facts, "imports", **_HALF), _target(targets, "exports")
    return [
        ("exports_base", done, rate, None, _base(done, rate), "million_usd"),
        ("exports_share", done, plan, None, 100 * done / plan, "percent"),
        ("trade_balance", done, bought, None, done - bought, "million_usd"),
    ]


def _iip(facts: pd.DataFrame) -> list[Row]:
    """The weight of July in seven months that its growth and the two cumulative figures imply."""
    six, seven = (
        _figure(facts, "iip", "growth_yoy_pct", period_type="ytd", period=month) for month in ("2022-06", "2022-07")
    )
    july = _figure(facts, "iip", "growth_yoy_pct", period_type="month", period="2022-07")
    return [("iip_july", six, seven, None, 100 * (seven - six) / (july - six), "percent")]


def _counted(facts: pd.DataFrame) -> list[tuple[str, float, float, float]]:
    newest = newest_prints(out_of(facts))
    newest = newest[newest["period"].isin(["2022-06", "2022-08"])]
    parts = newest["sector"].where(newest["sector"] != "total", newest["indicator"])
    return list(zip(parts, newest["value"], newest["whole"], newest["share"], strict=True))


def _figure(facts: pd.DataFrame, indicator: str, measure: str = "level", **period: str) -> float:
    wanted = {"indicator": indicator, "measure": measure, "sector": "total", **period}
    found = facts[(facts[list(wanted)] == list(wanted.values())).all(axis=1)]
    if found.empty:
        raise KeyError(f"{indicator} {measure} {period['period']}")
    return float(found.sort_values("published", kind="stable")["value"].iloc[-1])


def _target(targets: list[Target], indicator: str, measure: str = "level") -> float:
    return [t for t in targets if (t.indicator, t.measure, t.year) == (indicator, measure, 2022)][-1].value


def _originals(targets: list[Target], measure: str) -> list[float]:
    own = [t for t in targets if (t.indicator, t.measure, t.year) == ("industrial_output", measure, 2022)]
    return sorted({t.value for t in own if t.kind == "plan"})


def _base(level: float, rate: float) -> float:
    return level / (1 + rate / 100)


def _fits(printed: float, recomputed: float) -> bool | None:
    """Whether the recomputed figure rounds to the printed one."""
    if pd.isna(printed):
        return None
    decimals = len(repr(float(printed)).removesuffix(".0").partition(".")[2])
    return bool(abs(printed - recomputed) <= 0.5 * 10.0**-decimals + 1e-9)
