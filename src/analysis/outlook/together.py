"""Several targets held against one set of paths: path k of every indicator is one possible year."""

import numpy as np
import pandas as pd

from analysis.facts import Target
from analysis.outlook.verdicts import reached


def joint_chance(paths: dict[str, pd.DataFrame], targets: list[Target]) -> float:
    """Chance that all targets are reached together, path by path."""
    held = [reached(paths[t.indicator], t).to_numpy() for t in targets]
    return float(np.logical_and.reduce(held).mean())
