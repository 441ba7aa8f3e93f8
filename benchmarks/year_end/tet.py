"""National series of Vietnam one month ahead, with and without Tết in the model: how far January and February are off.

Levels of retail sales, exports, imports and electricity, once as first printed and once as last printed; for every
January and February from 2014 the months before it are known. Errors are percent of the level. "Left" is the p value
of both Tết windows in a regression of the errors on them (F test): below 0.05 there is Tết left in the errors. Over all
series together the errors of a month count as one cluster. Result: benchmarks/results/year_end_tet.csv. Two minutes.

Run: python benchmarks/year_end/tet.py
"""

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analysis.ledger import load_facts
from analysis.model import simulate
from analysis.models import background
from analysis.periods import tet_shares

SECTORS = {
    "retail_sales": ["total", "goods", "accommodation_food", "other_services", "travel"],
    "exports": ["total", "domestic", "foreign_invested"],
    "imports": ["total", "domestic", "foreign_invested"],
    "electricity_output": ["total"],
}
SINCE = "2014-01"
RESULT = Path(__file__).parents[1] / "results" / "year_end_tet.csv"


def prints(which: str) -> dict[str, pd.Series]:
    """Monthly levels as printed first or last, by series."""
    facts = load_facts(geography="vietnam")
    facts = facts[(facts["measure"] == "level") & (facts["period_type"] == "month")]
    groups = facts.sort_values("published").groupby(["indicator", "sector"])
    wanted = [(indicator, sector) for indicator, sectors in SECTORS.items() for sector in sectors]
    series = {"/".join(one): groups.get_group(one).groupby("period")["value"].agg(which) for one in wanted}
    return {name: one.set_axis(pd.PeriodIndex(one.index, freq="M")) for name, one in series.items()}


def errors(levels: pd.Series) -> pd.Series:
    """Percent by which each January and February stood above the median foreseen a month before."""
    months = levels[SINCE:].index
    months = months[months.month <= 2]
    foreseen = [simulate(levels[: month - 1], str(month), n_draws=500).loc[month].median() for month in months]
    return 100 * (levels[months] / np.array(foreseen) - 1)


def left(missed: pd.Series) -> float:
    """The p value of Tết in the errors, months as clusters."""
    shares = sm.add_constant(tet_shares(missed.index).to_numpy())
    fit = sm.OLS(missed.to_numpy(), shares).fit(cov_type="cluster", cov_kwds={"groups": missed.index.asi8})
    return float(fit.f_test(np.eye(3)[1:]).pvalue)


def row(with_tet: pd.Series, without: pd.Series) -> dict[str, float]:
    """Both models' mean absolute errors and what Tết is left in them."""
    off, before = with_tet.abs().mean(), without.abs().mean()
    return {
        "n": len(with_tet),
        "with_tet": off,
        "without": before,
        "lower_by_percent": 100 * (1 - off / before),
        "left_with": left(with_tet),
        "left_without": left(without),
    }


def compared(series: dict[str, pd.Series]) -> pd.DataFrame:
    """Both models on every series, and on all together."""
    with_tet = {name: errors(levels) for name, levels in series.items()}
    with patch.object(background, "_TET", 0.0):
        without = {name: errors(levels) for name, levels in series.items()}
    rows = {name: row(with_tet[name], without[name]) for name in with_tet}
    rows["all"] = row(pd.concat(with_tet.values()), pd.concat(without.values()))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("series")


def main() -> None:
    """Both models on both prints of every series."""
    table = pd.concat({which: compared(prints(which)) for which in ("first", "last")}, names=["prints"]).round(3)
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main()
