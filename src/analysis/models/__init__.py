"""Forecasters of a complete monthly series, one signature, and their pool.

Every model takes levels (a Series by month), the months and paths wanted and a random generator, and gives joint
levels, months x paths. `structural` is the model: level, growth, season, Tết and shocks with a Gaussian prior for a
grid of `movements`, weighed by how probable they make the past. What it must know beforehand (`background`) is found
robustly. It works on logs, square roots or levels (`scales`); the `pool` draws from all three, half of the paths from
the recent past alone where it is long. Beside it stand the `rules` of a spreadsheet. What was tried and did not help
stands in benchmarks/year_end/README.md.
"""

from functools import partial

from analysis.models.pool import Forecaster, on_scale, pool, weights
from analysis.models.rules import RULES, by_rule
from analysis.models.scales import SCALES

__all__ = ["MODELS", "Forecaster", "weights"]

MODELS: dict[str, Forecaster] = (
    {"pool": pool}
    | {name: partial(on_scale, name) for name in SCALES}
    | {name: partial(by_rule, name) for name in RULES}
)
