"""How long the whole brief takes: all charts, Word and Excel in both languages, the HTML page.

One process, as `outlook brief` runs: estimating the answers of 9 August 2022 (2,000 paths), drawing every chart in both
languages, writing every document; seconds on the clock and of the processor (the same on a quiet machine), and how many
times an empty Word document, written in the same run, fits into the processor's (the median of 20).
Goal: under 20 s on 2 cores. Result: benchmarks/results/brief_time.csv. About a minute.

Run: python -m benchmarks.brief_time
"""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

import docx
import numpy as np
import pandas as pd

from analysis import wording
from analysis.ledger import load_facts
from analysis.outlook.answer import answers
from analysis.report.book import workbook
from analysis.report.folder import pictures
from analysis.report.paper import Known, report
from analysis.report.web import page
from analysis.report.word import document

ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
AS_OF, GEOGRAPHY, YEAR, EMPTY = "2022-08-09", "ninh_thuan", 2022, 20
RESULT = Path(__file__).parent / "results" / "brief_time.csv"

Made = TypeVar("Made")
times: dict[str, tuple[float, float]] = {}


def timed(step: str, make: Callable[[], Made]) -> Made:
    """What `make` makes, its seconds on the clock and of the processor noted under the step."""
    start, begun = perf_counter(), process_time()
    made = make()
    times[step] = perf_counter() - start, process_time() - begun
    return made


def empty_document() -> float:
    """Processor seconds of an empty Word document, the median of a few."""
    seconds = []
    for _ in range(EMPTY):
        begun = process_time()
        docx.Document().save(BytesIO())
        seconds.append(process_time() - begun)
    return float(np.median(seconds))


def measure() -> pd.DataFrame:
    """One row a step, and the whole with and without estimating."""
    given = timed("estimate", lambda: answers(AS_OF, GEOGRAPHY, YEAR))
    facts = load_facts(AS_OF, geography=GEOGRAPHY)
    known = [Known(GEOGRAPHY, facts, AS_OF, language, answers=given) for language in wording.LANGUAGES]
    drawn = timed("charts", lambda: [pictures(one) for one in known])
    reports = timed("reports", lambda: [report(*pair) for pair in zip(known, drawn, strict=True)])
    timed("word", lambda: [document(one) for one in reports])
    timed("excel", lambda: [workbook(one) for one in known])
    timed("html", lambda: page(reports))
    table = pd.DataFrame.from_dict(times, orient="index", columns=["seconds", "cpu_seconds"]).rename_axis("step")
    table.loc["whole"] = table.sum()
    table.loc["whole but estimate"] = table.loc["whole"] - table.loc["estimate"]
    return table.assign(times_empty_document=table["cpu_seconds"] / empty_document())


def main() -> None:
    """Measure and write the table."""
    if any(os.environ.get(name) != value for name, value in ONE_CORE.items()):  # numpy reads them on import
        os.execve(sys.executable, [sys.executable, __file__], {**os.environ, **ONE_CORE})
    result = measure().round({"seconds": 1, "cpu_seconds": 1, "times_empty_document": 0})
    RESULT.parent.mkdir(exist_ok=True)
    result.to_csv(RESULT, lineterminator="\n")
    print(result.to_string())


if __name__ == "__main__":
    main()
