"""Learns the global model from 1,922 series and writes src/analysis/model/global_model.txt: about a minute.

Rows: every seventh of all cuts of all years but each series' last two, with up to seven whole years before and with up
to four. Errors count as they do in points of the year's growth, each data set and cut alike.

Run: python benchmarks/year_end/learn.py
"""

from collections.abc import Collection, Iterator
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
from task import all_series

from analysis.model import global_model
from analysis.model.global_model import QUANTILES, YEARS, GlobalModel, describe

FILE = Path(global_model.__file__).with_suffix(".txt")
EVERY, UNSEEN, SHORT = 7, 2, 4
WIDEST, HEAVIEST = 30.0, 8.0
ROUNDS = 100
SETTINGS = {
    "objective": "quantile",
    "num_leaves": 10,
    "learning_rate": 0.08,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}


def cuts(levels: pd.Series) -> Iterator[tuple[int, np.ndarray, float]]:
    """Known months of a year, the window before and with them, and what the rest of the year became."""
    whole = levels[levels.index.year > levels.index[0].year - (levels.index[0].month == 1)]
    years = whole.to_numpy()[: len(whole) // 12 * 12].reshape(-1, 12)
    for year in range(1, len(years) - UNSEEN):
        for known in range(12):
            for before in {min(year, YEARS), min(year, SHORT)}:
                seen = np.r_[years[year - before : year].ravel(), years[year, :known]]
                if len(seen) > 12 and seen.min() > 0 and years[year, known:].sum() > 0:
                    yield known, seen, years[year, known:].sum()


def sample() -> tuple[pd.DataFrame, np.ndarray, np.ndarray, np.ndarray]:
    """Features, what the trees are asked, weights, and the data set of every row."""
    series = all_series("more.csv.gz")
    rows = [(row.dataset, *cut) for row in series.itertuples() for cut in cuts(row.levels)][::EVERY]
    table = pd.DataFrame(rows, columns=["dataset", "known", "seen", "rest"])
    table["length"] = table["seen"].map(len)
    parts = [_described(own, known) for (known, _), own in table.groupby(["known", "length"])]
    found = pd.concat(parts).sort_index()
    size = found.pop("size")
    size = size / size.groupby([table["dataset"], table["known"]]).transform("mean")
    asked = found.pop("asked").clip(-WIDEST, WIDEST)
    return found, asked.to_numpy(), size.clip(upper=HEAVIEST).to_numpy(), table["dataset"].to_numpy()


def _described(own: pd.DataFrame, known: int) -> pd.DataFrame:
    levels = np.stack(own["seen"].to_list())
    rows = describe(levels, known)
    before = levels[:, len(levels[0]) - known - 12 : len(levels[0]) - known].sum(axis=1)
    size = rows.scale * rows.before * np.exp(np.clip(rows.growth, -1, 1)) / before
    return rows.features.assign(asked=rows.standardised(own["rest"].to_numpy()), size=size).set_index(own.index)


def learned(found: tuple, without: Collection[str] = ()) -> GlobalModel:
    """Trees from all rows, or from those of other data sets."""
    features, asked, weight, dataset = found
    used = ~np.isin(dataset, list(without))
    rows = lightgbm.Dataset(features[used], asked[used], weight=weight[used], free_raw_data=False)
    return GlobalModel(tuple(lightgbm.train(SETTINGS | {"alpha": one}, rows, ROUNDS) for one in QUANTILES))


if __name__ == "__main__":
    FILE.write_text(learned(sample()).text(), "utf-8", newline="\n")
