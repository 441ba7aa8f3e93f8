"""Measures `outlook changed`: how long it takes and whether its parts add up.

Three pairs of days of the real ledger, every target known on the later one: the steps of the bridge, by how much they
miss the whole, the share of the new figures' impact that single surprises explain, and seconds of processor time
beside those of the later day's answer alone (all targets of the pair together).

About a minute on one core. Run: python -m benchmarks.what_changed
"""

from pathlib import Path
from time import process_time

import pandas as pd

from analysis.outlook.answer import answers
from analysis.vintages.changes import changes

PLACE = "ninh_thuan"
PAIRS = [("2022-03-12", "2022-05-05"), ("2022-05-05", "2022-06-10"), ("2022-07-10", "2022-08-09")]
RESULT = Path(__file__).parent / "results" / "what_changed.csv"


def bridges(before: str, after: str) -> list[dict[str, object]]:
    """The steps of every target, the gap of their sum, what surprises explain, and seconds."""
    start = process_time()
    found = changes(before, after, PLACE)
    took, start = process_time() - start, process_time()
    answers(after, PLACE, 2022)
    alone = process_time() - start
    rows = []
    for one in found:
        steps = one.steps[["median", "chance"]].astype(float)
        gap = (steps.iloc[:-1].sum() - steps.iloc[-1]).abs().max()
        row = {"before": before, "after": after, "target": f"{one.target.indicator} {one.target.measure}"}
        row |= {"releases": len(one.releases), "figures": len(one.news), "revised": len(one.revised)}
        row |= {f"{step}_{part}": value for (step, part), value in steps.stack().items()}
        row |= {"largest_gap": f"{gap:.0e}", "surprises_median": one.news["median"].sum()}
        row |= {"surprises_chance": one.news["chance"].sum(), "seconds": round(took, 1)}
        rows.append(row | {"answer_seconds": round(alone, 1), "ratio": round(took / alone, 1)})
    return rows


def main() -> None:
    """Write the table."""
    table = pd.DataFrame([row for pair in PAIRS for row in bridges(*pair)]).round(3)
    table.to_csv(RESULT, index=False, lineterminator="\n")
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
