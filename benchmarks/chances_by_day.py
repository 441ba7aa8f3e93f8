"""The chance of each target of 2022 by what was known at the end of each month; two minutes on one core."""

from pathlib import Path

from analysis.evaluation import chances_by_day, ends_of_months
from analysis.ledger import in_force, load_targets

AS_OF, GEOGRAPHY, YEAR = "2022-08-09", "ninh_thuan", 2022
SHOWN = [("industrial_output", "level"), ("retail_sales", "level"), ("exports", "level"), ("iip", "growth_yoy_pct")]
RESULT = Path(__file__).parent / "results" / "chances_by_day.csv"


def main() -> None:
    """Write the table."""
    known = in_force(load_targets(AS_OF, geography=GEOGRAPHY), YEAR)
    targets = [one for shown in SHOWN for one in known if (one.indicator, one.measure) == shown]
    chances_by_day(ends_of_months(AS_OF), targets).round(4).to_csv(RESULT, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
