"""Fills the size block of CONTRIBUTING.md: lines of each part, before the redesign and in the last commit.

Run: python -m benchmarks.house_size
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "CONTRIBUTING.md"
BEFORE = "27fdb43"
FIGURES_IN = ("readers", "checks", "ledger", "intake")
"""Rooms that bring figures in, by their names then and now: they have no budget."""
PARTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "`src`": ("src/", (), ""),
    "… but readers, checks, ledger": ("src/", FIGURES_IN, "8,200"),
    "`tests`": ("tests/", (), ""),
    "`benchmarks`": ("benchmarks/", (), "3,000"),
}


def lines(commit: str, part: str, without: tuple[str, ...]) -> int:
    """Lines of the modules of a part, rooms left out."""
    command = ["git", "grep", "-c", "", commit, "--", f"{part}*.py"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    paths = (line.split(":")[1:] for line in told)
    return sum(int(count) for path, count in paths if Path(path).parts[2:3] not in [(room,) for room in without])


def block() -> str:
    """The table in Markdown."""
    rows = [
        f"| {name} | {lines(BEFORE, part, without):,} | {lines('HEAD', part, without):,} | {budget} |"
        for name, (part, without, budget) in PARTS.items()
    ]
    return "\n".join(["| lines of Python | before | now | at most |", "|---|---|---|---|", *rows])


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    filled = re.sub(r"(<!-- size -->\n).*(<!-- /size -->)", rf"\1{block()}\n\2", page, flags=re.DOTALL)
    PAGE.write_text(filled, "utf-8", newline="\n")
