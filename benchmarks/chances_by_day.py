"""The chance of each target of 2022 by what was known at the end of each month; two minutes on one core."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, load_facts
from analysis.ledger.targets import Target, in_force, load_targets
from analysis.model.related import joint_levels, known_series
from analysis.outlook.verdicts import outlook

AS_OF, GEOGRAPHY, YEAR = "2022-08-09", "ninh_thuan", 2022
SHOWN = [("industrial_output", "level"), ("retail_sales", "level"), ("exports", "level"), ("iip", "growth_yoy_pct")]
RESULT = Path(__file__).parent / "results" / "chances_by_day.csv"


def chances_by_day(
    days: Iterable[str], targets: Sequence[Target], *, n_draws: int = 2000, seed: int = 0, data: Path = DATA
) -> pd.DataFrame:
    """Where the year of each target was heading on each day, and the chance: one row a day and target.

    The targets are those handed in on every day; a day on which a series had no figure yet has no row of it.
    """
    settings = {"n_draws": n_draws, "seed": seed, "data": data}
    return pd.DataFrame([row for day in days for row in _on_day(day, targets, settings)])


def ends_of_months(as_of: str) -> list[str]:
    """The last days of the months of a year up to a day, and the day itself."""
    ends = pd.date_range(f"{as_of[:4]}-01-31", as_of, freq="ME")
    return sorted({*(str(end.date()) for end in ends), as_of})


def _on_day(day: str, targets: Sequence[Target], settings: dict[str, object]) -> Iterator[dict[str, object]]:
    facts, paths = load_facts(day, data=settings["data"]), {}
    known = known_series(facts)
    for target in (one for one in targets if one.series in known):
        if target.series not in paths:
            own = facts[facts["geography"] == target.geography]
            paths |= joint_levels(own, target.series, f"{target.year}-12", as_of=day, **settings)
        view = outlook(paths[target.series], target)
        named = {"as_of": day, "indicator": target.indicator, "measure": target.measure, "target": target.value}
        yield named | {"low": view.low, "median": view.median, "high": view.high, "chance": view.chance}


def main() -> None:
    """Write the table."""
    known = in_force(load_targets(AS_OF, geography=GEOGRAPHY), YEAR)
    targets = [one for shown in SHOWN for one in known if (one.indicator, one.measure) == shown]
    chances_by_day(ends_of_months(AS_OF), targets).round(4).to_csv(RESULT, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
