"""`outlook` answers for the plan, `outlook issue` keeps the answer."""

import textwrap
from pathlib import Path

import typer
from pandas import DataFrame
from rich.console import Console

from analysis import wording
from analysis.cli.asking import AsOf, Data, Lang, Language, Out, Place, Year, answered, day_of, doing
from analysis.cli.console import app, progress, said, say, show
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY

_VERDICT = 11
"""Letters of a line of the verdict."""


@app.callback(invoke_without_command=True)
def outlook(
    context: typer.Context,
    as_of: AsOf = None,
    lang: Lang = Language.vi,
    out: Out = None,
    geography: Place = DEFAULT_GEOGRAPHY,
    year: Year = None,
    data: Data = DATA,
) -> None:
    """Will this year's plan targets be reached, and what would it take?

    Năm nay có đạt kế hoạch không, và cần tăng bao nhiêu?
    """
    if not context.invoked_subcommand:
        with said(1, data):
            day = day_of(as_of, geography, data)
            _answer(Console(), day, geography, year or int(day[:4]), str(lang), out, data)


@app.command()
def issue(as_of: AsOf = None, geography: Place = DEFAULT_GEOGRAPHY, data: Data = DATA) -> None:
    """Keep a day's answer for good in data/issued, to be scored when the year is printed.

    Lưu câu trả lời của một ngày; không sửa về sau.
    """
    from analysis import evaluation
    from analysis.answer import answers

    with said(data=data):
        day = day_of(as_of, geography, data)
        kept = evaluation.issue(answers(day, geography, int(day[:4]), data=data), day, data)
        Console().print(wording.sentence("issued", file=kept), markup=False, soft_wrap=True)
        scored = evaluation.settled(data)
    if len(scored):
        inside, brier = wording.percent(100 * scored["inside"].mean(), 0), wording.number(scored["brier"].mean(), 2)
        words = {"count": len(scored), "inside": inside, "brier": brier}
        Console().print(wording.sentence("issued_scored", **words), markup=False, soft_wrap=True)


def _answer(console: Console, day: str, geography: str, year: int, language: str, out: Path | None, data: Path) -> None:
    # matplotlib is slow to load: --help should not wait for it
    from analysis import report

    with progress() as tell:
        given = answered(day, geography, year, language, data=data, tell=tell)
        folder = out or Path("outputs") / day
        if not out:
            report.set_aside(given, folder)
        written = report.write(given, day, folder, language, lambda indicator: tell(doing("draw", indicator, language)))
    console.print(_title(day, geography, year, language), style="bold", markup=False, highlight=False, soft_wrap=True)
    show(console, _narrow(report.verdict_table(given, language)), spaced=True)
    console.print()
    for sentence in report.sentences(given, language):
        say(console, sentence)
    console.print(wording.sentence("written", language, count=len(written), folder=folder), markup=False)


def _title(day: str, geography: str, year: int, language: str) -> str:
    place = wording.term("geography", geography, language)
    known = wording.sentence("known_until", language, day=wording.day(day, language))
    return wording.sentence("table_title", language, year=year, geography=place, day=known)


def _narrow(rows: DataFrame) -> DataFrame:
    """The table in few enough columns for a terminal: what belongs to a number stands under it in brackets."""
    order, name, unit, plan, done, share, so_far, median, spread, chance, pace, verdict = rows.columns
    verdicts = (textwrap.fill(f"({words})", _VERDICT) for words in rows[verdict])
    return DataFrame(
        {
            name: rows[order] + ". " + rows[name] + "\n" + rows[unit],
            plan: rows[plan],
            f"{done}\n({share}; {so_far})": rows[done] + "\n(" + rows[share] + "; " + rows[so_far] + ")",
            f"{median}\n({spread.lower()})": rows[median] + "\n(" + rows[spread].str.replace(" ", "") + ")",
            pace: rows[pace],
            f"{chance}\n({verdict.lower()})": rows[chance] + "\n" + list(verdicts),
        }
    )
