"""The chance of each target of 2022 as it would have been given at the end of each month, two minutes on one core."""

from pathlib import Path

from analysis.backtest import chances_by_day, ends_of_months

AS_OF, GEOGRAPHY, YEAR = "2022-08-09", "ninh_thuan", 2022
RESULT = Path(__file__).parent / "results" / "chances_by_day.csv"
COLUMNS = ["as_of", "indicator", "measure", "used", "target", "unit", "known_to", "low", "median", "high", "chance"]


def main() -> None:
    """Write the table."""
    history = chances_by_day(ends_of_months(AS_OF), GEOGRAPHY, YEAR)
    history[COLUMNS].round(4).to_csv(RESULT, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
