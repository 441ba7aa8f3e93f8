"""Tables fit the terminal: whatever its width, nothing is cut off and no number is broken."""

from io import StringIO

import pandas as pd
import pytest
from rich.console import Console

from analysis import wording
from analysis.cli.console import show
from analysis.report.numbers import plan_table
from analysis.report.table import Column, Table
from tests.made_answers import year

ROWS = pd.DataFrame(
    {
        "figure": ["Ninh Thuận Statistics Office, 29 July 2022", "– IIP, Electricity\n  July 2022", "[bold]x[/bold]"],
        "expected": ["", "31.26\n(−7.90–86.14)", "–"],
        "printed": ["", "8.63%", "10,823 billion VND"],
        "chance": [-9.1, -5.3, 0.0],
    }
)
HEADS = ("Figure", "Expected\n(80%)", "Printed by the office", "Chance by")
SHOWS = ("{figure}", "{expected}", "{printed}", "{chance:+1}")
NEWS = Table(ROWS, tuple(Column("", show, head=head) for show, head in zip(SHOWS, HEADS, strict=True)), "en")


def printed(rows: Table, width: int) -> list[str]:
    """The lines that a terminal of this width shows."""
    console = Console(width=width, file=StringIO())
    show(rows, console)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_every_word_and_number_is_shown_whole(width: int) -> None:
    lines = printed(NEWS, width)
    words = {word for line in lines for word in line.split()}
    assert {word for cell in NEWS.text().to_numpy().ravel() for word in cell.split()} <= words
    assert max(map(len, lines)) <= width


def test_heads_are_broken_only_where_their_rows_would_be() -> None:
    assert printed(NEWS, 120)[1].split()[-6:] == ["Printed", "by", "the", "office", "Chance", "by"]
    assert [line.split()[-1] for line in printed(NEWS, 80)[:2]] == ["Chance", "by"]


def test_where_there_is_no_room_for_columns_a_row_is_told_line_by_line() -> None:
    assert printed(NEWS, 24)[:3] == ["Ninh Thuận Statistics", "Office, 29 July 2022", "  Chance by: −9.1"]


def test_no_table_is_no_line() -> None:
    assert printed(Table(pd.DataFrame(), ()), 80) == []


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_verdicts_are_a_table_in_eighty_columns(language: str) -> None:
    lines = printed(plan_table(year(0)[0], language, "plan_screen"), 80)
    assert any(set(line) == {"─"} for line in lines)
    assert max(map(len, lines)) <= 80
