"""What the two READMEs say of the answer and of its past, computed: run this file to write it again."""

import re
from pathlib import Path

import pandas as pd

from analysis import charts, wording
from analysis.outlook.reading import Answer
from analysis.report.drawings.targets import path
from analysis.report.numbers import plan_table
from analysis.report.sentences import heading, needed, sentences
from analysis.report.table import Column, Table
from tests.august import AS_OF, august

ROOT = Path(__file__).parents[1]
SHOWN = "iip"
PAGES = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
REPLAY_COLUMNS = (
    Column("", "{group:term.replay}", head=" "),
    Column("error", "{error:2}"),
    Column("rule_holds", "{ytd_growth_holds_error:2}"),
    Column("rule_share", "{usual_share_error:2}"),
    Column("rule_month", "{latest_month_error:2}"),
    Column("covers", "{covers80:share}"),
    Column("forecasts", "{n:0}"),
)
REPLAYED = ["1-3", "4-6", "7-11", "2014-2019", "2020-2021", "all"]


def block(given: list[Answer], language: str) -> str:
    """One target as a picture and in words, then all of them as a table, and what holds for several, in Markdown."""
    one, (*_, together, two_readings) = shown(given), sentences(given, language)
    told, pace = heading(one, language), needed(one, language)
    lines = [
        f"![{told}](docs/{SHOWN}_{language}.png)",
        f"**{told}** {pace}",
        _markdown(
            plan_table(given, language, "plan_short").text().drop(columns=wording.term("column", "so_far", language))
        ),
        f"{together} {two_readings}",
    ]
    return "\n\n".join(lines) + "\n"


def past(language: str) -> str:
    """How far replays of national years were off, in Markdown."""
    replays = pd.read_csv(ROOT / "benchmarks" / "results" / "national_year_end.csv", index_col="group")
    shown = Table(replays.loc[REPLAYED].reset_index(), REPLAY_COLUMNS, language)
    return f"{_markdown(shown.text())}\n"


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
