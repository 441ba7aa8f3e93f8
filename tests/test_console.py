"""Tables fit the terminal: whatever its width, nothing is cut off and no number is broken."""

from io import StringIO

import pandas as pd
import pytest
from rich.console import Console

from analysis import report, wording
from analysis.cli import answering
from analysis.cli.console import show
from tests.made_answers import year

NEWS = pd.DataFrame(
    {
        "Figure": ["Ninh Thuận Statistics Office, 29 July 2022", "– IIP, Electricity\n  July 2022", "[bold]x[/bold]"],
        "Expected\n(80 %)": ["", "31.26\n(−7.90–86.14)", "–"],
        "Printed by the office": ["", "8.63 %", "10,823 billion VND"],
        "Chance by": ["−9.1", "−5.3", "0.0"],
    }
)


def printed(rows: pd.DataFrame, width: int) -> list[str]:
    """The lines that a terminal of this width shows."""
    console = Console(width=width, file=StringIO())
    show(console, rows)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_every_word_and_number_is_shown_whole(width: int) -> None:
    lines = printed(NEWS, width)
    words = {word for line in lines for word in line.split()}
    assert {word for cell in NEWS.to_numpy().ravel() for word in cell.split()} <= words
    assert max(map(len, lines)) <= width


def test_heads_are_broken_only_where_their_rows_would_be() -> None:
    assert printed(NEWS, 120)[1].endswith("(80 %)  Printed by the office  Chance by")
    assert [line.split()[-1] for line in printed(NEWS, 80)[:2]] == ["Chance", "by"]


def test_where_there_is_no_room_for_columns_a_row_is_told_line_by_line() -> None:
    assert printed(NEWS, 24)[:3] == ["Ninh Thuận Statistics", "Office, 29 July 2022", "  Chance by: −9.1"]


def test_no_table_is_no_line() -> None:
    assert printed(pd.DataFrame(), 80) == []


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_verdicts_are_a_table_in_eighty_columns(language: str) -> None:
    rows = answering._narrow(report.verdict_table(year(0)[0], language))
    lines = printed(rows, 80)
    assert any(set(line) == {"─"} for line in lines)
    assert max(map(len, lines)) <= 80
