"""How long each chart of a brief takes to draw and save (PNG, SVG, PDF).

Processor seconds, the quickest of three rounds; half a minute on one core. Run: python -m benchmarks.speed_of_charts
"""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import pandas as pd

from analysis import charts, wording
from analysis.outlook.answer import answers
from analysis.outlook.reading import Answer
from analysis.report.drawings.paper import drawings

AS_OF, ROUNDS = "2022-08-09", 3
RESULTS = Path(__file__).parent / "results"


def rounds(given: list[Answer], folder: Path) -> Iterator[tuple[str, float]]:
    """The seconds of every chart, one after another."""
    history = pd.read_csv(RESULTS / "chances_by_day.csv")
    started = time.process_time()
    for one in drawings(given, AS_OF, wording.LANGUAGES[0], history=history):
        charts.save(one.figure, folder / one.name, alt=one.alt)
        plt.close(one.figure)
        yield one.name, time.process_time() - started
        started = time.process_time()


def main() -> None:
    """Write the table."""
    given = answers(AS_OF, "ninh_thuan", 2022)
    with TemporaryDirectory() as folder:
        measured = [row for _ in range(ROUNDS) for row in rounds(given, Path(folder))]
    quickest = pd.DataFrame(measured, columns=["chart", "seconds"]).groupby("chart", sort=False)["seconds"].min()
    quickest.round(2).to_csv(RESULTS / "speed_of_charts.csv", lineterminator="\n")
    print(quickest.round(2).to_string())


if __name__ == "__main__":
    main()
