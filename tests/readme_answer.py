"""What the two READMEs say of the answer and of its past, computed: run this file to write it again."""

import re
from pathlib import Path

import pandas as pd

from analysis import charts, report, review, wording
from analysis.outlook.answer import Answer
from analysis.report.drawings.targets import path
from tests.august import AS_OF, august

ROOT = Path(__file__).parents[1]
SHOWN = "iip"
PAGES = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
REPLAYED = ["1-3", "4-6", "7-11", "2014-2019", "2020-2021", "all"]


def block(given: list[Answer], language: str) -> str:
    """One target as a picture and in words, then all of them as a table, and what holds for several, in Markdown."""
    one, (*_, together, two_readings) = shown(given), report.sentences(given, language)
    heading, needed = report.heading(one, language), report.needed(one, language)
    told = [
        f"![{heading}](docs/{SHOWN}_{language}.png)",
        f"**{heading}** {needed}",
        _markdown(report.verdict_table(given, language).drop(columns=_left_out(language))),
        f"{together} {two_readings}",
    ]
    return "\n\n".join(told) + "\n"


def _left_out(language: str) -> list[str]:
    """Columns of the report's table that a first look does without."""
    return [wording.term("column", name, language) for name in ("order", "share", "so_far")]


def past(language: str) -> str:
    """How far replays of national years were off, in Markdown."""
    replays = pd.read_csv(ROOT / "benchmarks" / "results" / "national_year_end.csv", index_col="group")
    table = review.replays_table(replays.loc[REPLAYED], language)
    return f"{_markdown(table.rename_axis('').reset_index())}\n"


def _markdown(table: pd.DataFrame) -> str:
    lines = [table.columns, ["---"] * table.shape[1], *table.to_numpy()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def shown(given: list[Answer]) -> Answer:
    """The answer that is drawn."""
    return next(answer for answer in given if answer.target.indicator == SHOWN)


def written(page: str, name: str, text: str) -> str:
    """The page with the text between its marks of this name."""
    return re.sub(
        rf"(<!-- {name}(?::..)? -->\n).*?(<!-- /{name} -->)", lambda marks: marks[1] + text + marks[2], page, flags=re.S
    )


def main() -> None:
    """Write answer and past into both pages, and the answer's picture beside them."""
    given = august()
    for language, page in PAGES.items():
        text = written(page.read_text("utf-8"), "answer", block(given, language))
        page.write_text(written(text, "past", past(language)), "utf-8", newline="\n")
        chart = path(shown(given), AS_OF, language)
        *_, paper = charts.save(chart.figure, ROOT / "docs" / f"{SHOWN}_{language}")
        paper.unlink()  # pages show pictures


if __name__ == "__main__":
    main()
