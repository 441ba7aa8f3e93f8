"""National series of Vietnam one month ahead, with and without Tết in the model: how far January and February are off.

Series of first prints (levels) of retail sales, exports, imports and electricity; for every month from 2014 the
months before it are known. Errors are percent of the level. "Left" is the t statistic of the errors of all months on
the share of the week of Tết and of the two weeks before it: above 2 there is Tết left in the errors. Result:
benchmarks/results/year_end_tet.csv. About a minute.

Run: python benchmarks/year_end/tet.py
"""

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analysis.calendar import tet_shares
from analysis.facts import load_facts
from analysis.forecast import simulate
from analysis.models import background

SECTORS = {
    "retail_sales": ["total", "goods", "accommodation_food", "other_services", "travel"],
    "exports": ["total", "domestic", "foreign_invested"],
    "imports": ["total", "domestic", "foreign_invested"],
    "electricity_output": ["total"],
}
SINCE = "2014-01"
RESULT = Path(__file__).parents[1] / "results" / "year_end_tet.csv"


def first_prints() -> dict[str, pd.Series]:
    """Monthly levels as first printed, by series."""
    facts = load_facts(geography="vietnam")
    facts = facts[(facts["measure"] == "level") & (facts["period_type"] == "month") & (facts["status"] != "revised")]
    groups = facts.sort_values("published").groupby(["indicator", "sector"])
    wanted = [(indicator, sector) for indicator, sectors in SECTORS.items() for sector in sectors]
    series = {"/".join(one): groups.get_group(one).groupby("period")["value"].first() for one in wanted}
    return {name: one.set_axis(pd.PeriodIndex(one.index, freq="M")) for name, one in series.items()}


def errors(levels: pd.Series) -> pd.Series:
    """Percent by which each month stood above the median foreseen a month before."""
    months = pd.period_range(SINCE, levels.index[-1], freq="M").intersection(levels.index)
    foreseen = [simulate(levels[: month - 1], str(month), n_paths=500).loc[month].median() for month in months]
    return 100 * (levels[months] / np.array(foreseen) - 1)


def left(missed: pd.Series) -> float:
    """The larger t statistic of the two Tết windows in the errors, heteroskedasticity taken into account."""
    shares = sm.add_constant(tet_shares(missed.index))
    return float(sm.OLS(missed, shares).fit(cov_type="HC3").tvalues[1:].abs().max())


def main() -> None:
    """Both models on every series."""
    rows = []
    for name, levels in first_prints().items():
        with_tet = errors(levels)
        with patch.object(background, "_TET", 0.0):
            without = errors(levels)
        spring = with_tet.index.month <= 2
        rows.append(
            {
                "series": name,
                "n": int(spring.sum()),
                "with_tet": with_tet[spring].abs().mean(),
                "without": without[spring].abs().mean(),
                "left_with": left(with_tet),
                "left_without": left(without),
            }
        )
    table = pd.DataFrame(rows).set_index("series")
    table.loc["mean"] = table.mean()
    table["lower_by_percent"] = 100 * (1 - table["with_tet"] / table["without"])
    table = table.round(2)
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main()
