"""Known truth, degraded: six years of a known monthly series, reduced to what a province prints, and estimated again.

Printed are growth on the year of months, years to date, quarters and years, and growth on the month, with 2 decimals;
30-60 % of the figures of months and years to date are missing. "exact" prints are only rounded. "revised" ones carry
noise: 1.5 points for a month (on the year and on the month), 0.3 for longer spans; half of them, growth on the month
apart, are printed again later with a third of it. With "level" the first year's total and four years to date are
printed as amounts too; without, truth and paths are both scaled to the first year. A month is known if it has a growth
on the year of its own, or two neighbouring years to date.

Columns: median error of a known month in per cent of its year's mean, share of known months in the 90 % band, drift:
mean error in per cent of the last known year's mean over the first's, beside the drift of chaining all printed growth
on the month, and their ratio.
Goals: error 0.3, covers90 85-95 %, ratio 0.1 for revised prints: exact ones chain without drift.
Result: benchmarks/results/degraded_truth.csv.

Series: national levels of the ledger; two that statsmodels ships; 40 simulated (trend, season, Tết, passing shocks,
steps of capacity, a lockdown); with --series also 40 of a folder's `series.csv.gz`, whose columns are dataset, id,
start (YYYY-MM) and values (separated by spaces). About three minutes on two cores with them.

Run: python -m benchmarks.degraded_truth [--series FOLDER]
"""

from argparse import ArgumentParser
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from statsmodels import datasets

from analysis.growth import growth, on_the_year, year_to_date
from analysis.ledger import load_facts, newest_prints
from analysis.model.estimate import estimate_levels
from analysis.periods import tet_shares

NATIONAL = ("exports", "imports", "retail_sales", "electricity_output")
SAMPLED = ("m3", "m1", "ip_fr", "aus_retail")
YEARS, SAMPLE, SIMULATED, SEED = 6, 40, 40, 20220809
MONTH_NOISE, LONGER_NOISE, REVISED_NOISE = 1.5, 0.3, 1 / 3
RESULT = Path(__file__).parent / "results" / "degraded_truth.csv"


def last_whole_years(levels: pd.Series) -> pd.Series | None:
    """The last six calendar years in a row without a gap, scaled to 1,000 a month; None where there are none."""
    for last in range(levels.index.year.max(), levels.index.year.min() + YEARS - 2, -1):
        months = pd.period_range(f"{last - YEARS + 1}-01", f"{last}-12", freq="M", name="month")
        window = levels.reindex(months)
        if (window > 0).all():
            return 1000 * window / window.mean()
    return None


def national() -> dict[str, pd.Series]:
    """Monthly levels of the national ledger, newest prints."""
    facts = newest_prints(load_facts(geography="vietnam"))
    own = facts[(facts["measure"] == "level") & (facts["period_type"] == "month") & facts["indicator"].isin(NATIONAL)]
    return {
        "/".join(name): pd.Series(rows["value"].to_numpy(), pd.PeriodIndex(rows["period"], freq="M"))
        for name, rows in own.groupby(["indicator", "sector"])
    }


def shipped() -> dict[str, pd.Series]:
    """Monthly series that statsmodels ships."""
    carbon = datasets.co2.load_pandas().data["co2"].resample("MS").mean()
    ocean = datasets.elnino.load_pandas().data.set_index("YEAR").stack()
    first = pd.Period(f"{int(ocean.index[0][0])}-01", "M")
    return {
        "co2": carbon.set_axis(carbon.index.to_period("M")),
        "elnino": ocean.set_axis(pd.period_range(first, periods=len(ocean), freq="M")),
    }


def simulated() -> dict[str, pd.Series]:
    """Series of a stated process."""
    return {f"simulated {number:02d}": simulate(np.random.default_rng([SEED, number])) for number in range(SIMULATED)}


def simulate(dice: np.random.Generator) -> pd.Series:
    """Trend, season, Tết, passing shocks, up to two steps of capacity and, every other time, a lockdown."""
    months = pd.period_range("2016-01", "2021-12", freq="M")
    count = np.arange(len(months))
    logs = np.cumsum(dice.normal(0.006, dice.uniform(0.005, 0.02), len(months)))
    logs += dice.normal(0, 0.1, 12)[count % 12] + tet_shares(months).to_numpy() @ dice.normal(0, 0.1, 2)
    logs += dice.normal(0, dice.uniform(0.005, 0.03), len(months))
    for month in dice.integers(12, 66, dice.integers(0, 3)):
        logs += dice.uniform(0.1, 0.5) * (count >= month)
    if dice.random() < 0.5:
        start, length = dice.integers(60, 66), dice.integers(2, 5)
        logs -= dice.uniform(0.1, 0.5) * ((count >= start) & (count < start + length))
    return pd.Series(np.exp(logs), months)


def collected(folder: Path) -> dict[str, pd.Series]:
    """A reproducible sample of the folder's series."""
    rows = pd.read_csv(folder / "series.csv.gz")
    rows = rows[rows["dataset"].isin(SAMPLED)]
    columns = (rows[column] for column in ("dataset", "id", "start", "values"))
    known = {f"{dataset} {name}": monthly(*rest) for dataset, name, *rest in zip(*columns, strict=True)}
    usable = [name for name, levels in known.items() if last_whole_years(levels) is not None]
    return {name: known[name] for name in np.random.default_rng(SEED).choice(usable, SAMPLE, replace=False)}


def monthly(start: str, values: str) -> pd.Series:
    """Numbers separated by spaces as months from `start`."""
    levels = np.array(values.split(), dtype=float)
    return pd.Series(levels, pd.period_range(start, periods=len(levels), freq="M"))


def printable(truth: pd.Series) -> pd.DataFrame:
    """Every figure that could be printed, true and not yet rounded: period_type, period, measure, value."""
    name = truth.index.astype(str)
    quarters = truth.groupby(truth.index.asfreq("Q")).sum()
    quarter_names = [f"{quarter.year}-Q{quarter.quarter}" for quarter in quarters.index]
    years = truth.groupby(truth.index.year).sum()
    tables = [
        ("month", name, "growth_yoy_pct", on_the_year(truth)),
        ("month", name, "growth_mom_pct", growth(truth, truth.shift())),
        ("ytd", name, "growth_yoy_pct", year_to_date(truth)),
        ("quarter", quarter_names, "growth_yoy_pct", growth(quarters, quarters.shift(4))),
        ("year", years.index.astype(str), "growth_yoy_pct", growth(years, years.shift())),
        ("ytd", name, "level", truth.groupby(truth.index.year).cumsum()),
        ("year", years.index.astype(str), "level", years),
    ]
    columns = ("period_type", "period", "measure", "value")
    rows = [pd.DataFrame(dict(zip(columns, table, strict=True))).reset_index(drop=True) for table in tables]
    return pd.concat(rows, ignore_index=True).dropna()


def first_prints(figures: pd.DataFrame, dice: np.random.Generator, noisy: bool) -> pd.DataFrame:
    """First prints of the figures and, for half of the noisy ones, a later print nearer the truth."""
    noise = np.where(figures["period_type"] == "month", MONTH_NOISE, LONGER_NOISE) * noisy
    noise = np.where(figures["measure"] == "level", figures["value"] / 100, 1.0) * noise
    first, later = (scale * noise * dice.standard_normal(len(figures)) for scale in (1, REVISED_NOISE))
    again = (dice.random(len(figures)) < 0.5 * noisy) & (figures["measure"] != "growth_mom_pct")  # never printed again
    early = figures.assign(value=figures["value"] + first, noise=noise, status="estimate", published="2020-01-01")
    late = figures.assign(value=figures["value"] + later, noise=noise * REVISED_NOISE, status="revised")
    printed = pd.concat([early, late.assign(published="2021-01-01")[again]], ignore_index=True)
    names = {"geography": "somewhere", "indicator": "industrial_output", "sector": "total", "unit": "unit"}
    return printed.assign(value=printed["value"].round(2), source_id="source", note="", **names)


def missing(figures: pd.DataFrame, dice: np.random.Generator, level: bool) -> np.ndarray:
    """Which figures are not printed: many months, and all amounts but the first year's and four years to date."""
    often = figures["period_type"].isin(["month", "ytd"]).to_numpy()
    lost = often & (dice.random(len(figures)) < dice.uniform(0.3, 0.6))
    amounts = (figures["measure"] == "level").to_numpy()
    kept = figures["period"].to_numpy() == figures["period"].min()[:4]
    kept[dice.choice(np.flatnonzero(amounts & often), 4, replace=False)] = True
    return np.where(amounts, ~kept | (not level), lost)


def known_months(printed: pd.DataFrame, months: pd.PeriodIndex) -> np.ndarray:
    """Months with a growth on the year of their own, or two neighbouring years to date of one measure."""
    chosen = printed["measure"].isin(["growth_yoy_pct", "level"])
    named = {kind: rows["period"] for kind, rows in printed[chosen].groupby(["period_type", "measure"])}
    own = months.astype(str).isin(named["month", "growth_yoy_pct"])
    for measure in ("growth_yoy_pct", "level"):
        to_date = months.astype(str).isin(named.get(("ytd", measure), []))
        own |= to_date & (np.r_[False, to_date[:-1]] | (months.month == 1))
    return own


def on_first_year(levels: pd.Series | pd.DataFrame, truth: pd.Series, level: bool) -> pd.Series | pd.DataFrame:
    """The levels scaled to the truth's first year where no amount is printed."""
    return levels if level else levels / levels.iloc[:12].mean() * truth.iloc[:12].mean()


def drift(levels: pd.Series, truth: pd.Series, known: np.ndarray) -> float:
    """Error in per cent of the last known year's mean level over the first's."""
    last = truth.index.year == truth.index.year[known].max()
    ratios = [series[last].mean() / series.iloc[:12].mean() for series in (levels, truth)]
    return 100 * abs(ratios[0] / ratios[1] - 1)


def chain(figures: pd.DataFrame, truth: pd.Series) -> pd.Series:
    """Levels chained from all printed growth on the month, newest prints."""
    own = newest_prints(figures[figures["measure"] == "growth_mom_pct"]).set_index("period")["value"]
    steps = 1 + own.reindex(truth.index.astype(str)).fillna(0).to_numpy() / 100
    return pd.Series(np.cumprod(steps), truth.index)


def judge(source: str, number: int, levels: pd.Series, level: bool, noisy: bool) -> pd.DataFrame:
    """One row a known month of one series and variant."""
    truth, dice = last_whole_years(levels), np.random.default_rng([SEED, number])
    every = printable(truth)
    lost = missing(every, dice, level)
    printed = first_prints(every, dice, noisy)
    key = ["period_type", "period", "measure"]
    own = printed.merge(every[~lost][key], on=key)
    known = known_months(own, truth.index)
    paths = on_first_year(estimate_levels(own, str(truth.index[-1])), truth, level)
    middle, scale = paths.median(axis=1), truth.groupby(truth.index.year).transform("mean") / 100
    inside = (paths.quantile(0.05, axis=1) <= truth) & (truth <= paths.quantile(0.95, axis=1))
    rows = pd.DataFrame({"error": (middle - truth).abs() / scale, "in90": inside})
    labels = {"amount": "level" if level else "no level", "prints": "revised" if noisy else "exact", "number": number}
    drifts = {"drift": drift(middle, truth, known), "chained": drift(chain(printed, truth), truth, known)}
    return rows[known].assign(source=source, all="all", **labels, **drifts)


def summary(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Measures of the groups, n series and months beside them."""
    groups = rows.groupby(by)
    drifts = rows.drop_duplicates(["number", "amount", "prints"]).groupby(by)[["drift", "chained"]].mean()
    table = groups[["error"]].median().assign(covers90=100 * groups["in90"].mean())
    table = table.join(drifts).assign(ratio=drifts["drift"] / drifts["chained"])
    table = table.assign(series=groups["number"].nunique(), months=groups.size())
    return table.set_axis(table.index.map(" | ".join), axis=0).rename_axis("group")


def main() -> None:
    """Degrade all series in all variants and write the table."""
    parser = ArgumentParser()
    parser.add_argument("--series", type=Path, help="folder with series.csv.gz")
    folder = parser.parse_args().series
    sources = {"national": national(), "shipped": shipped(), "simulated": simulated()}
    sources |= {"collected": collected(folder)} if folder else {}
    whole = [(source, levels) for source, group in sources.items() for levels in group.values()]
    whole = [(source, levels) for source, levels in whole if last_whole_years(levels) is not None]
    tasks = product(enumerate(whole), (True, False), (False, True))
    judged = Parallel(2)(
        delayed(judge)(source, number, levels, level, noisy) for (number, (source, levels)), level, noisy in tasks
    )
    rows = pd.concat(judged)
    groups = (["source", "amount", "prints"], ["all", "amount", "prints"], ["source", "prints"], ["all", "prints"])
    table = pd.concat([summary(rows, by) for by in groups]).round(2)
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main()
