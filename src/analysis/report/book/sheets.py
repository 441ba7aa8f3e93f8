"""The sheets of the workbook: the plan, the pace needed on the middle future, months, figures with their sources."""

import pandas as pd

from analysis import wording
from analysis.ledger import KEY, load_sources, usable
from analysis.outlook import pace
from analysis.outlook.answer import Answer, printed
from analysis.report import amounts
from analysis.report.book import cells
from analysis.report.book.cells import Cell, Sheet
from analysis.report.origins import part_name
from analysis.report.plan import month_figure
from analysis.report.quoted import GROWTH, LEVEL
from analysis.report.tables import monthly, target_name

_PLAN = (
    ("order", 5),
    ("name", 40),
    ("unit", 12),
    ("plan", 12),
    ("month_done", 12),
    ("month_of", 12),
    ("done", 12),
    ("share", 9),
    ("so_far", 11),
    ("median", 12),
    ("low", 12),
    ("high", 12),
    ("chance", 10),
    ("pace", 11),
    ("verdict", 22),
)
_PACE = (
    ("name", 40),
    ("unit", 12),
    ("known_to", 12),
    ("plan_growth", 13),
    ("plan_level", 13),
    ("done_path", 13),
    ("year_before", 13),
    ("done_before", 13),
    ("rest_before", 13),
    ("needed_pct", 13),
    ("done_printed", 13),
    ("year_printed", 13),
    ("growth_printed", 13),
    ("needed_printed", 13),
)
_MONTHS = (("name", 40), ("unit", 12), ("month", 12), ("low", 12), ("middle", 12), ("high", 12), ("basis", 18))
_FIGURES = (
    ("name", 40),
    ("period", 20),
    ("measure", 30),
    ("value", 12),
    ("unit", 14),
    ("status", 14),
    ("published", 12),
    ("used", 10),
    ("publisher", 28),
    ("source", 60),
    ("url", 60),
)


def plan_sheet(answers: list[Answer], language: str = "vi") -> Sheet:
    """One row a reading of a target; the share of the plan is a formula, the pace comes from its own sheet."""
    rows = [_plan_row(place, answer, language) for place, answer in enumerate(answers)]
    return _sheet("plan", _PLAN, rows, language)


def pace_sheet(answers: list[Answer], language: str = "vi") -> Sheet:
    """(plan − done) / rest of last year − 1 for each reading, on the future whose pace is the answer's."""
    rows = [_pace_row(place, answer, language) for place, answer in enumerate(answers)]
    return _sheet("pace", _PACE, rows, language)


def months_sheet(answers: list[Answer], language: str = "vi") -> Sheet:
    """Levels of the plan year and the year before with their 80 % range."""
    rows = [row for answer in answers if answer.used for row in _month_rows(answer, language)]
    return _sheet("months", _MONTHS, rows, language)


def figures_sheet(answers: list[Answer], quoted: pd.DataFrame, facts: pd.DataFrame, language: str = "vi") -> Sheet:
    """Every published figure of the targets' indicators and every other one quoted, each with its source."""
    own = facts[facts["indicator"].isin({answer.target.indicator for answer in answers})]
    rows = pd.concat([own, quoted]).drop_duplicates(KEY).sort_values(["indicator", "sector", "period"], kind="stable")
    used = set(usable(rows, wording.folder())[KEY].itertuples(index=False, name=None))
    sources = load_sources(wording.folder())
    table = [
        _figure_row(row, tuple(row[KEY]) in used, sources.loc[row["source_id"]], language) for _, row in rows.iterrows()
    ]
    return _sheet("figures", _FIGURES, table, language)


def middle_path(answer: Answer) -> pd.Series:
    """The levels of the future whose pace is the answer's."""
    paces = pace(answer.paths, answer.target, answer.last)
    return answer.paths[(paces - answer.pace).abs().idxmin()]


def _plan_row(place: int, answer: Answer, language: str) -> list[Cell]:
    target, view, row = answer.target, answer.outlook, place + 2
    is_level = target.measure == LEVEL
    value, month = month_figure(answer)
    share = 100 * answer.done / target.value if is_level else float("nan")
    pace_name = wording.term("book", "pace", language)
    return [
        Cell(place + 1),
        cells.words(target_name(answer, language)),
        cells.words(wording.unit(target.unit, language)),
        cells.printed(target.value, signed=not is_level),
        cells.printed(value, signed=not is_level),
        cells.month(month, language),
        cells.printed(answer.done) if is_level else Cell("–"),
        cells.number(share, 1, formula=f"=100*G{row}/D{row}"),
        cells.printed(answer.so_far, signed=True),
        *(cells.estimate(value, signed=not is_level) for value in (view.median, view.low, view.high)),
        cells.chance(view.chance),
        cells.number(answer.pace, 1, signed=True, formula=f"='{pace_name}'!J{row}"),
        cells.words(amounts.verdict(answer, language)),
    ]


def _pace_row(place: int, answer: Answer, language: str) -> list[Cell]:
    target, row = answer.target, place + 2
    head = [cells.words(target_name(answer, language)), cells.words(wording.unit(target.unit, language))]
    head += [cells.month(answer.last, language)]
    if pd.isna(answer.pace):
        return head + [Cell("–")] * (len(_PACE) - len(head))
    levels = middle_path(answer)
    before = levels[levels.index.year == target.year - 1]
    done = levels[(levels.index.year == target.year) & (levels.index <= answer.last)].sum()
    year, to_date = before.sum(), before.iloc[: answer.last.month if answer.last.year == target.year else 0].sum()
    is_level = target.measure == LEVEL
    plan = target.value if is_level else year * (1 + target.value / 100)
    return [
        *head,
        Cell("–") if is_level else cells.printed(target.value, signed=True),
        cells.printed(plan) if is_level else cells.estimate(plan).given(f"=G{row}*(1+D{row}/100)"),
        *(cells.estimate(value) for value in (done, year, to_date)),
        cells.estimate(year - to_date).given(f"=G{row}-H{row}"),
        cells.number(answer.pace, 1, signed=True, formula=f"=100*((E{row}-F{row})/I{row}-1)"),
        *_by_print(answer, row),
    ]


def _by_print(answer: Answer, row: int) -> list[Cell]:
    """The pace needed by printed figures alone: done, last year, growth so far; dashes where one is not printed."""
    year = pd.Period(f"{answer.target.year - 1}-12", "M")
    done, growth = (printed(answer.figures, one, answer.last, float("nan")) for one in (LEVEL, GROWTH))
    before = printed(answer.figures, LEVEL, year, float("nan"))
    if answer.target.measure != LEVEL or pd.isna(done + growth + before):
        return [Cell("–")] * 4
    needed = 100 * ((answer.target.value - done) / (before - done / (1 + growth / 100)) - 1)
    formula = f"=100*((E{row}-K{row})/(L{row}-K{row}/(1+M{row}/100))-1)"
    shown = [cells.printed(done), cells.printed(before), cells.printed(growth, signed=True)]
    return [*shown, cells.number(needed, 1, signed=True, formula=formula)]


def _month_rows(answer: Answer, language: str) -> list[list[Cell]]:
    levels = monthly(answer)
    levels = levels[levels["month"].dt.year >= answer.target.year - 1]
    unit = wording.unit(answer.target.unit if answer.target.measure == LEVEL else "index", language)
    return [
        [
            cells.words(amounts.name(answer, language)),
            cells.words(unit),
            cells.month(row.month, language),
            *(cells.estimate(value) for value in (row.low, row.middle, row.high)),
            cells.words(wording.term("basis", "published" if row.known else "ahead", language)),
        ]
        for row in levels.itertuples()
    ]


def _figure_row(row: pd.Series, is_used: bool, source: pd.Series, language: str) -> list[Cell]:
    return [
        cells.words(part_name(row, language)),
        cells.words(wording.period(row["period_type"], row["period"], language)),
        cells.words(wording.term("measure", row["measure"], language)),
        cells.printed(row["value"]),
        cells.words(wording.unit(row["unit"], language)),
        cells.words(wording.term("status", row["status"], language)),
        cells.day(row["published"], language),
        cells.words(wording.term("used", "yes" if is_used else "no", language)),
        cells.words(wording.publisher(source["publisher"], language)),
        cells.words(source["title"]),
        cells.words(source["url"]),
    ]


def _sheet(name: str, columns: tuple[tuple[str, float], ...], rows: list[list[Cell]], language: str) -> Sheet:
    heads = tuple(wording.term("column", code, language) for code, _ in columns)
    return Sheet(wording.term("book", name, language), heads, tuple(width for _, width in columns), rows)
