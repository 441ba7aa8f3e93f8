"""What was printed after 9 August 2022 held against the model: the nation, and the province release by release.

afterwards_nation.csv: four national series, 2022 and 2023, at each month's first publication, scored as
`national_year_end` scores the years to 2021. afterwards_releases.csv: the province's index, output, retail sales and
exports, 2019 to 2023: for each release of a cumulative figure, what the figures before it expected (median), what was
printed, the year's growth expected before and after, the growth of the same months implied again, and whether the year
moved with the surprise. afterwards_versions.csv grows by a line a version of the model whose scores are others, with
its commit: what stands there is reported, never chosen from (docs/preregistered.md). About fifteen minutes on one core.

Run: python -m benchmarks.afterwards.judge
"""

from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from benchmarks.afterwards.ledger import ledger_on
from benchmarks.national_year_end import scores

from analysis.evaluation.replay import replay, table
from analysis.growth import year_growth
from analysis.ledger import load_facts, newest_prints
from analysis.model.observations import as_printed, cumulative_end, implied
from analysis.model.related import Series, joint_levels, known_series

LAST_DAY, RESULTS = "2023-12-31", Path(__file__).parents[1] / "results"
NATION = ("iip", "retail_sales", "exports", "imports")
PROVINCE = ("iip", "industrial_output", "retail_sales", "exports")
YEARS = range(2019, 2024)
_ROUNDING = 0.05
"""Surprises, in points or per cent, that are none."""


def nation(data: Path) -> pd.DataFrame:
    """Scores of 2022 and 2023."""
    replays = []
    for indicator in NATION:
        facts = load_facts(geography="vietnam", indicator=indicator, data=data)
        replays += replay(facts, ("vietnam", indicator, "total"), [2022, 2023], data=data)
    return scores(table(replays), "series", "left", "all")


def releases(facts: pd.DataFrame, series: Series, data: Path) -> Iterator[dict[str, object]]:
    """Every release of a cumulative figure of the series' own year, and where the year stood before and after it."""
    own = facts[(facts["indicator"] == series[1]) & (facts["sector"] == series[2])]
    ends = pd.Series([cumulative_end(*row) for row in zip(own["period_type"], own["period"], strict=True)], own.index)
    own = own[(ends != "") & own["measure"].isin(["level", "growth_yoy_pct"])].assign(end=ends)
    own = own[own["end"].str[:4] == own["published"].str[:4]]
    for (day, end), printed in own.groupby(["published", "end"], sort=True):
        known = facts[facts["published"] < day]
        new = printed[~printed["end"].le(own.loc[own["published"] < day, "end"].max())]
        if int(end[:4]) in YEARS and len(new) and end == own.loc[own["published"] <= day, "end"].max():
            yield from _moved(facts, known, series, new.sort_values("measure").iloc[[0]], data)


def _moved(
    facts: pd.DataFrame, known: pd.DataFrame, series: Series, figure: pd.DataFrame, data: Path
) -> Iterator[dict[str, object]]:
    row = next(figure.itertuples())
    if series not in known_series(known):
        return
    year, settings = int(row.end[:4]), {"data": data, "n_draws": 1000}
    now = facts[facts["published"] <= row.published]
    before = joint_levels(known, series, f"{year}-12", as_of=row.published, **settings)[series]
    after = joint_levels(now, series, f"{year}-12", as_of=row.published, **settings)[series]
    said = [np.median(as_printed(implied(row, draws), row.measure)) for draws in (before, after)]
    if np.isnan(said[0]) or (row.measure == "level" and not (known["measure"] == "level").any()):
        return
    years = [float(year_growth(draws, year).median()) for draws in (before, after)]
    scale = 1.0 if row.measure == "growth_yoy_pct" else 100 / row.value
    surprise = scale * (row.value - said[0])
    yield {
        "series": series[1], "published": row.published, "period": row.end, "measure": row.measure,
        "printed": row.value, "expected": said[0], "again": said[1], "year_before": years[0], "year_after": years[1],
        "follows": abs(scale * (row.value - said[1])) <= 0.5,
        "moved_with": np.nan if abs(surprise) < _ROUNDING else np.sign(years[1] - years[0]) == np.sign(surprise),
    }  # fmt: skip


def main() -> None:
    """Judge both and write the tables."""
    with TemporaryDirectory() as folder:
        data = ledger_on(LAST_DAY, Path(folder))
        facts = newest_of_day(load_facts(geography="ninh_thuan", data=data))
        rows = [row for name in PROVINCE for row in releases(facts, ("ninh_thuan", name, "total"), data)]
        tables = {"afterwards_releases": pd.DataFrame(rows), "afterwards_nation": nation(data)}
    for name, told in tables.items():
        named = told.index.name is not None
        told.round(3).to_csv(RESULTS / f"{name}.csv", index=named, lineterminator="\n")
        print(told.round(2).to_string(), end="\n\n")
    report(tables["afterwards_nation"].loc["all"], tables["afterwards_releases"])


def report(nation: pd.Series, releases: pd.DataFrame) -> None:
    """Add a line with the day and commit of the code, unless the last one has the same scores."""
    told = nation[["crps", "error", "covers80", "covers95"]].to_dict()
    told |= releases[["follows", "moved_with"]].astype(float).mean().to_dict() | {"releases": len(releases)}
    last = run(["git", "log", "-1", "--format=%as %h"], cwd=RESULTS, capture_output=True, text=True, check=True)
    former = pd.read_csv(RESULTS / "afterwards_versions.csv")
    row = pd.DataFrame([dict(zip(("day", "commit"), last.stdout.split(), strict=True)) | told]).round(3)
    if former[list(told)].iloc[-1].tolist() != row[list(told)].iloc[0].tolist():
        pd.concat([former, row]).to_csv(RESULTS / "afterwards_versions.csv", index=False, lineterminator="\n")


def newest_of_day(facts: pd.DataFrame) -> pd.DataFrame:
    """Of each figure one print a day: the last."""
    return pd.concat([newest_prints(own) for _, own in facts.groupby("published")]).sort_index()


if __name__ == "__main__":
    main()
