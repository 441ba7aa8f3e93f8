"""The national year-end in real time: published figures and a complete series side by side.

For nine national series, 2013-2021, at each month's first publication: `levels` draws the year from all figures
published by then (`backtest.replay`); `complete` foresees the same months from the median monthly levels of that day,
as if these were a complete series (`model.simulate`). The year's growth is judged against its first print, in
percentage points. No official estimate of a whole year stands in the ledger: the first print of a year is that of late
December, which is the outturn here.
Result: benchmarks/results/vietnam_real_time.csv, by months left, series, time and altogether: scores, n, the band in
which an honest 80 % and 95 % interval's coverage lies in 95 of 100 cases (binomial, which takes every origin for
independent: origins of one year are not, so the true band is wider), and how many outturns fell into each tenth of the
forecast (PIT) with the p value of their uniformity; and the Brier score of the chances of planners' targets, where a
rule knows only the errors it had made by then. Ten minutes on two cores.

Run: python -m benchmarks.vietnam_real_time
"""

from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks.national_year_end import PLANS, Task, binned, origins, run
from scipy.stats import binom, chisquare

from analysis.evaluation.replay import Replay
from analysis.evaluation.scores import score
from analysis.growth import year_growth
from analysis.model import simulate

YEARS = range(2013, 2022)
RESULT = Path(__file__).parent / "results" / "vietnam_real_time.csv"


def scored(task: Task) -> list[dict]:
    """One row an origin and model."""
    rows = []
    for one in origins(task):
        about = {"series": "/".join(one.series[1:]), "year": one.year, "left": one.left}
        draws = {"levels": one.draws, "complete": drawn(one)}
        rows += [
            about | {"model": model} | score(growth, one.outturn) | {"brier": brier(growth, one)}
            for model, growth in draws.items()
        ]
    return rows


def brier(growth: np.ndarray, one: Replay) -> float:
    """Mean Brier score of the chances of targets such as planners set them; none before the first known year."""
    if not one.before:
        return float("nan")
    targets = np.array([plan(one) for plan in PLANS.values()])
    chances = (growth[:, None] >= targets).mean(axis=0)
    return float(((chances - (one.outturn >= targets)) ** 2).mean())


def drawn(one: Replay) -> np.ndarray:
    """Growth of the year as the model of complete series draws it from the levels known that day."""
    known = one.levels[: pd.Period(year=one.year, month=one.month, freq="M")]
    ahead = simulate(known, f"{one.year}-12", n_draws=len(one.draws))
    past = pd.DataFrame(np.tile(known.to_numpy()[:, None], len(one.draws)), known.index)
    return year_growth(pd.concat([past, ahead]), one.year).to_numpy()


def summary(rows: pd.DataFrame) -> pd.Series:
    """Mean scores of some origins, with bands and the shape of the PIT."""
    count = len(rows)
    means = rows[["error", "bias", "crps", "covers80", "covers95", "brier"]].mean()
    bands = {
        f"{side}{share}": binom.ppf(chance, count, share / 100) / count
        for share in (80, 95)
        for side, chance in (("low", 0.025), ("high", 0.975))
    }
    tenths = np.histogram(rows["pit"], np.linspace(0, 1, 11))[0]
    counts = {f"pit_{place}": number for place, number in enumerate(tenths)}
    return pd.Series({"n": count} | means.to_dict() | bands | counts | {"uniform_p": chisquare(tenths).pvalue})


def main() -> None:
    """Replay every series and year and write the table."""
    rows = pd.DataFrame(run(scored, YEARS))
    rows["left"] = binned(rows["left"])
    rows["when"] = np.where(rows["year"] < 2020, "2013-2019", "2020-2021")
    groups = [rows.assign(group=rows[by]) for by in ("left", "series", "when")] + [rows.assign(group="all")]
    tables = [own.groupby(["group", "model"], sort=False).apply(summary) for own in groups]
    table = pd.concat(tables).round(3)
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main()
