"""Every command and every notebook on each day on which something of the province was printed after 9 August 2022.

    python -m benchmarks.every_day [--notebooks] [DAY ...]

Days between and after them show what a year without figures answers. One row a run in results/every_day.csv, replaced
when it is run again: day, what was run, exit code, seconds of processor time with nothing remembered from earlier runs,
megabytes at most, what went wrong, whether it is right. A run goes wrong where it neither ends well nor refuses in one
sentence, where it takes more than its share, where a line of its table does not add up (`slips`), or where a page
leaves the newest print (`benchmarks.pages`).
"""

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pandas as pd
from benchmarks.afterwards.ledger import DAYS, PROJECT, ledger_on
from benchmarks.pages import stale_pages

RESULTS = Path(__file__).parent / "results" / "every_day.csv"
BETWEEN = ("2023-01-15", "2024-01-02", "2024-06-01")
"""A January without a figure of its year, the day after a year's end, and a day long after the last figure."""
SECONDS, OF_NOTEBOOK, MEGABYTES = 20, 120, 1000
"""At most, of a command and of a whole notebook."""
WITH = {"COLUMNS": "150", "OUTLOOK_MEMO": "", "MPLBACKEND": ""}


def commands(day: str, data: Path, out: Path) -> Iterator[tuple[str, list[str]]]:
    """What an analyst runs on a day, this year's plan and the year before's, by name."""
    before, year = max(["2022-08-09", *(one for one in DAYS if one < day)]), int(day[:4])
    place, old = ["--data", str(data), "--as-of", day], ["--year", str(year - 1)]
    yield "outlook", [*place, "--out", str(out)]
    yield "outlook, year before", [*place, "--out", str(out / "before"), "--lang", "en", *old]
    yield "pace", ["pace", *place]
    yield "pace, year before", ["pace", *place, *old]
    yield "plan", ["plan", *place, "--year", str(year + 1)]
    yield "changed", ["changed", before, day, "--data", str(data), "--out", str(out / "changed")]
    yield "brief", ["brief", *place, "--out", str(out / "brief")]
    yield "brief, year before", ["brief", *place, *old, "--lang", "en", "--out", str(out / "brief_before")]
    yield "where", ["where", "iip", f"{year}-09", "--data", str(data)]
    yield "check", ["check", "--data", str(data)]
    yield "sheet", ["sheet", day[:7], "--data", str(data), "--out", str(out / "sheet.xlsx")]
    yield "issue", ["issue", *place]
    yield "issue, year before", ["issue", *place, *old]


def run(program: list[str], told: Path) -> dict[str, object]:
    """Exit code, seconds of processor time, megabytes at most and what went wrong; what it says goes to `told`."""
    with told.open("w", encoding="utf-8") as words, told.with_suffix(".errors").open("w", encoding="utf-8") as errors:
        running = Popen(program, stdout=words, stderr=errors, cwd=PROJECT, env=os.environ | WITH)
        _, status, used = os.wait4(running.pid, 0)
    spent, code = used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status)
    size = used.ru_maxrss / 1024
    said = told.with_suffix(".errors").read_text(encoding="utf-8").strip()
    faults = {
        f"{spent:.0f} s": spent > (OF_NOTEBOOK if "notebooks/run.py" in program else SECONDS),
        f"{size:.0f} MB": size > MEGABYTES,
        "crashed": "Traceback" in said or (code and not said + told.read_text(encoding="utf-8")),
    }
    wrong = "; ".join(fault for fault, found in faults.items() if found)
    return {"exit": code, "seconds": round(spent, 1), "megabytes": round(size), "wrong": wrong, "said": said}


def slips(table: Path) -> list[str]:
    """Lines of an answer that a pencil contradicts.

    The growth so far, and the pace of the rest must lead to the plan: of a level, from the total of the year before
    that they imply; of a growth, with a share for the rest that its months can have.
    """
    found = []
    for row in pd.read_csv(table).itertuples():
        name = f"{row.indicator} {row.measure}"
        if not row.low <= row.median <= row.high:
            found.append(f"{name}: {row.low} {row.median} {row.high}")
        if pd.isna(row.pace_needed_pct) or pd.isna(row.growth_so_far_pct) or row.known_to[:4] != str(row.year):
            continue
        if row.measure == "level":
            rest = (row.target - row.done) / (1 + row.pace_needed_pct / 100)
            before = row.done / (1 + row.growth_so_far_pct / 100) + rest
            share = rest / before
        else:
            share = (row.target - row.growth_so_far_pct) / (row.pace_needed_pct - row.growth_so_far_pct)
        left = (12 - int(row.known_to[5:])) / 12
        if not left / 2 < share < 2 * left:
            found.append(f"{name}: {100 * share:.0f} % of the year before lie in {12 * left:.0f} months left")
    return found


def of_commands(day: str, data: Path, out: Path) -> Iterator[tuple[str, list[str]]]:
    for name, words in commands(day, data, out):
        yield name, [sys.executable, "-m", "analysis", *words]


def of_notebooks(day: str, data: Path, out: Path) -> Iterator[tuple[str, list[str]]]:
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        values = ["--set", f"AS_OF={day}", "--set", f"DATA={data}", "--into", str(out)]
        yield path.stem, [sys.executable, "notebooks/run.py", str(path), *values]


def of_day(day: str, folder: Path, notebooks: bool) -> Iterator[dict[str, object]]:
    """The runs of one day."""
    folder.mkdir(parents=True, exist_ok=True)
    data, out = folder / "data", folder / "out"
    if not data.exists():
        ledger_on(day, folder)
    pages = {
        "outlook": (out, folder / "outlook.txt"),
        "outlook, year before": (out / "before", folder / "outlook_year_before.txt"),
        "brief": (out, out / "brief" / "page.html"),
        "brief, year before": (out / "before", out / "brief_before" / "page.html"),
    }
    for name, program in (of_notebooks if notebooks else of_commands)(day, data, out):
        row = run(program, folder / f"{name.replace(', ', '_').replace(' ', '_')}.txt")
        faults = [row["wrong"]] if row["wrong"] else []
        if name in pages and (pages[name][0] / "outlook.csv").exists():
            faults += slips(pages[name][0] / "outlook.csv") + stale_pages(*pages[name])
        row["wrong"] = "; ".join(faults)
        yield {"day": day, "run": name, **row, "said": str(row["said"]).replace(str(folder), "")[-300:]}


def kept(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The results with these runs in place of what they gave before."""
    former = pd.read_csv(RESULTS, keep_default_na=False)
    table = pd.concat([former, pd.DataFrame(rows)]).drop_duplicates(["day", "run"], keep="last")
    table["right"] = (table["wrong"] == "").astype(int)
    table.sort_values("day", kind="stable").to_csv(RESULTS, index=False, lineterminator="\n")
    return table


def main() -> None:
    """Write the table after each day and print what failed."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("days", nargs="*", default=sorted((*DAYS, *BETWEEN)))
    asked.add_argument("--notebooks", action="store_true", help="the notebooks, not the commands")
    asked.add_argument("--keep", type=Path, help="folder for what was written, to be read")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for day in given.days:
            rows = []
            for row in of_day(day, (given.keep or Path(folder)) / day, given.notebooks):
                rows.append(row)
                print(*row.values(), sep="  ", flush=True)
            table = kept(rows)
    print(f"{table['right'].sum()} of {len(table)} runs are right")


if __name__ == "__main__":
    main()
