"""What commands are asked: the options they share, and the answers of the day, the place and the year meant."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis import wording
from analysis.ledger import DATA, as_day, load_facts

if TYPE_CHECKING:
    from analysis.answer import Answer


class Language(StrEnum):
    """Languages the answer is given in."""

    vi = "vi"
    en = "en"


AsOf = Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")]
Lang = Annotated[Language, typer.Option(help="vi, en")]
Out = Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")]
Place = Annotated[str, typer.Option(help="Province / tỉnh.")]
Year = Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")]
Data = Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")]


def day_of(as_of: str | None, geography: str, data: Path = DATA) -> str:
    """The day asked for, or that of the newest figures; refuses what is no day, and a place without figures."""
    if as_of:
        return as_day(as_of)
    facts = load_facts(geography=geography, data=data)
    if facts.empty:
        raise ValueError(f"{geography}: sổ số liệu chưa có số liệu / the ledger has no figures")
    return facts["published"].max()


def answered(
    day: str,
    geography: str,
    year: int | None,
    language: str,
    *,
    data: Path = DATA,
    tell: Callable[[str], None] = lambda words: None,
) -> "list[Answer]":
    """The answers to the plan of the year, or else of the day's; refuses a year without a target known on the day.

    `tell` hears in words what is being estimated.
    """
    from analysis.answer import answers

    year = year or int(day[:4])
    given = answers(
        day, geography, year, data=data, tell=lambda indicator: tell(doing("estimate", indicator, language))
    )
    if not given:
        words = {"year": year, "day": wording.day(day, language)}
        raise ValueError(wording.sentence("no_targets", language, **words))
    return given


def doing(step: str, indicator: str, language: str) -> str:
    """What is being done with an indicator, in words."""
    return wording.sentence(f"step_{step}", language, name=wording.indicator_name(indicator, language, short=True))
