"""Measures `outlook changed`: how long it takes, whether its parts add up, how good its shortcuts are.

what_changed.csv: three pairs of days of the real ledger, every target known on the later one: the steps of the bridge,
by how much they miss the whole, the share of the new figures' impact that single surprises explain, and seconds beside
those of the later day's answer alone (all targets of the pair together).

what_changed_split.csv: what a release moved, found by a re-run ("exact"), against two ways of telling it from the paths
before the release: a regression of the outcome on the figures (what `vintages.stages.news` shares out by figure), and
weighting each path by how well it fits the figures (`paths_left`: how many paths' worth of weight remain). First on
sums of twelve independent normal months, where the answer is known by hand: an observed month with an error of 0.5
moves the year by 0.8 of its surprise.

About two minutes on one core. Run: python -m benchmarks.what_changed
"""

from itertools import pairwise
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from scipy.stats import norm, t

from analysis.ledger import DATA, WHOLE, newest_prints
from analysis.ledger.targets import Target
from analysis.model import implied, standard_errors
from analysis.model.posterior import TAILS
from analysis.model.reliability import IN_PER_CENT
from analysis.outlook.answer import answers, targets_by_series
from analysis.outlook.verdicts import as_good, outcomes, outlook
from analysis.vintages.changes import changes
from analysis.vintages.stages import Stage, expected, news, stages

PLACE, UNTIL = "ninh_thuan", "2022-12"
PAIRS = [("2022-03-12", "2022-05-05"), ("2022-05-05", "2022-06-10"), ("2022-07-10", "2022-08-09")]
RESULTS = Path(__file__).parent / "results"


def bridges(before: str, after: str) -> list[dict[str, object]]:
    """The steps of every target, the gap of their sum, what surprises explain, and seconds."""
    start = perf_counter()
    found = changes(before, after, PLACE)
    took, start = perf_counter() - start, perf_counter()
    answers(after, PLACE, 2022)
    alone = perf_counter() - start
    rows = []
    for one in found:
        steps = one.steps[["median", "chance"]].astype(float)
        gap = (steps.iloc[:-1].sum() - steps.iloc[-1]).abs().max()
        row = {"before": before, "after": after, "target": f"{one.target.indicator} {one.target.measure}"}
        row |= {"releases": len(one.releases), "figures": len(one.news), "revised": len(one.revised)}
        row |= {f"{step}_{part}": value for (step, part), value in steps.stack().items()}
        row |= {"largest_gap": f"{gap:.0e}", "surprises_median": one.news["median"].sum()}
        row |= {"surprises_chance": one.news["chance"].sum(), "seconds": round(took, 1)}
        rows.append(row | {"answer_seconds": round(alone, 1), "ratio": round(took / alone, 1)})
    return rows


def weighted(earlier: Stage, figures: pd.DataFrame, results: pd.Series, met: pd.Series) -> tuple[float, float, float]:
    """Move of the median and of the chance when paths are weighted by their fit to the figures; paths left."""
    logs = np.zeros(len(results))
    for number in figures.index[expected(earlier, figures).notna().all(axis=1)]:
        figure, row = figures.loc[[number]], next(figures.loc[[number]].itertuples())
        series = (row.geography, row.indicator, row.sector)
        told = implied(row, earlier.draws[series], earlier.draws.get((*series[:2], WHOLE)))
        value = np.log1p(row.value / 100) if row.measure in IN_PER_CENT else np.log(row.value)
        logs += t.logpdf((value - told) / standard_errors(figure, earlier.group.error_scale(series)), TAILS)
    weights = np.exp(logs - logs.max())
    return moves_of(weights / weights.sum(), results.to_numpy(), met.to_numpy())


def moves_of(weights: np.ndarray, results: np.ndarray, met: np.ndarray) -> tuple[float, float, float]:
    """Move of the median and of the chance under these weights; paths left."""
    order = np.argsort(results)
    middle = results[order][np.searchsorted(np.cumsum(weights[order]), 0.5)]
    return middle - np.median(results), weights @ met - met.mean(), 1 / (weights**2).sum()


def by_hand(observed: int, surprise: float) -> dict[str, object]:
    """Twelve normal months, some observed with an error of 0.5, each with a surprise; the target is their mean."""
    dice = np.random.default_rng(0)
    months = dice.standard_normal((12, 2000))
    draws = pd.DataFrame(months[:observed] + 0.5 * dice.standard_normal((observed, 2000)))
    results, figures = (
        pd.Series(months.sum(axis=0)),
        pd.DataFrame({"value": [surprise] * observed}).assign(status="", note=""),
    )
    told = news(draws, figures, results, Target(PLACE, "", "", 2022, "level", 0.0, "", "", "", ""))
    logs = -0.5 * (((surprise - months[:observed]) / 0.5) ** 2).sum(axis=0)
    weights = np.exp(logs - logs.max())
    close = moves_of(weights / weights.sum(), results.to_numpy(), (results >= 0).to_numpy())
    shift, spread = 0.8 * surprise * observed, np.sqrt(12 - 0.8 * observed)
    case = f"{observed} of 12 months, surprise {surprise:g}"
    return compared(case, observed, (shift, norm.cdf(shift / spread) - 0.5), told, close)


def compared(
    case: str, figures: int, exact: tuple[float, float], told: pd.DataFrame, close: tuple[float, float, float]
) -> dict[str, object]:
    """One release: exact, by regression, by weights."""
    row = {"case": case, "figures": figures, "exact_median": exact[0], "regression_median": told["median"].sum()}
    row |= {"weights_median": close[0], "exact_chance": exact[1], "regression_chance": told["chance"].sum()}
    return row | {"weights_chance": close[1], "paths_left": round(close[2])}


def splits(before: str, after: str) -> list[dict[str, object]]:
    """Every release between two days, for the deciding target of each series."""
    rows, found = [], {}
    for series, (target, *_) in targets_by_series("2022-08-09", PLACE, 2022, DATA):
        if series not in found:
            shared = stages(series, before, after, UNTIL)
            found |= dict.fromkeys(shared[0].draws, shared)
        for earlier, stage in pairwise(found[series]):
            if stage.step == "new_figures":
                figures, results = newest_prints(stage.lot), outcomes(earlier.draws[series], target)
                met, now = as_good(results, target), outlook(stage.draws[series], target)
                told = news(expected(earlier, figures), figures, results, target)
                exact = now.median - results.median(), now.chance - met.mean()
                case = f"{target.indicator}: {stage.lot['source_id'].iloc[0]}"
                rows.append(compared(case, len(figures), exact, told, weighted(earlier, figures, results, met)))
    return rows


def main() -> None:
    """Write both tables."""
    table = pd.DataFrame([row for pair in PAIRS for row in bridges(*pair)])
    hand = [by_hand(observed, surprise) for observed in (1, 4, 12) for surprise in (0.5, 2.0)]
    split = pd.DataFrame(hand + [row for pair in PAIRS[1:] for row in splits(*pair)])
    for name, rows in {"": table, "_split": split}.items():
        rows.round(3).to_csv(RESULTS / f"what_changed{name}.csv", index=False, lineterminator="\n")
        print(rows.round(3).to_string(index=False), end="\n\n")


if __name__ == "__main__":
    main()
