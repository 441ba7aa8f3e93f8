"""Forecasters of a complete monthly series, one signature, and their pool.

Every model takes levels (a Series by month), the months and paths wanted and a random generator, and gives joint
levels, months x paths. `structural` is the model: level, growth, season, Tết and shocks with a Gaussian prior for a
grid of `movements`, weighed by how probable they make the past. What it must know beforehand (`background`) is found
robustly. It works on logs, square roots or levels (`scales`); the `pool` draws from all three. What was tried beside
it and did not help stands in benchmarks/year_end/README.md.
"""

from analysis.models.pool import MODELS, Forecaster, weights

__all__ = ["MODELS", "Forecaster", "weights"]
