"""The page's right side as HTML; every word from outside is escaped."""

from base64 import b64encode
from html import escape
from itertools import zip_longest

from analysis import wording
from analysis.explorer import tables
from analysis.explorer.look import Look
from analysis.explorer.tables import Row

_COLUMNS = ("name", "plan", "median", "chance", "pace", "expected", "verdict")


def finding(look: Look) -> str:
    """What was found as paragraphs, read out when it changes; a problem, or else the first sentence, stands out."""
    looks = ["explorer-problem"] * bool(look.problem) + ["explorer-headline"]
    told = [
        f'<p class="{kind}">{_safe(one)}</p>' if kind else f"<p>{_safe(one)}</p>"
        for one, kind in zip_longest(look.told(), looks[: len(look.told())], fillvalue="")
    ]
    return f'<div class="explorer-finding" lang="{look.view.language}" aria-live="polite">{"".join(told)}</div>'


def chances(look: Look) -> str:
    """Every target with its chance as a bar, the chosen one stressed; a thin mark stands where the chance was."""
    heads, compared = tables.headings(look.view.language), look.compared
    chosen = compared.chosen(look.view)[0]
    head = "".join(f'<th scope="col" class="explorer-{column}">{escape(heads[column])}</th>' for column in _COLUMNS)
    pairs = zip(compared.before, tables.rows(compared, look.view.language), strict=True)
    rows = "".join(_row(row, answer is chosen) for answer, row in pairs)
    table = f'<table class="explorer-chances"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="explorer-scroll">{table}</div>'


def chart(picture: bytes, title: str) -> str:
    """The chart with its finding for those who do not see it."""
    source = b64encode(picture).decode()
    return f'<img class="explorer-chart" alt="{escape(title)}" src="data:image/png;base64,{source}">'


def waiting(indicator: str, language: str) -> str:
    """What is being estimated."""
    name = wording.indicator_name(indicator, language, short=True)
    words = escape(wording.sentence("explore_estimating", language, name=name))
    return f'<div class="explorer-note" role="status"><progress></progress> {words}</div>'


def note(words: str) -> str:
    """A remark above the finding."""
    return f'<div class="explorer-note" role="status">{_safe(words)}</div>'


def _safe(words: str) -> str:
    """Words that are no markup, whatever they hold; a number is not parted from its %."""
    return escape(words).replace(" %", "\xa0%")


def _row(row: Row, is_chosen: bool) -> str:
    cells = "".join(f'<td class="explorer-{column}">{_cell(row, column)}</td>' for column in _COLUMNS)
    return f'<tr class="explorer-chosen">{cells}</tr>' if is_chosen else f"<tr>{cells}</tr>"


def _cell(row: Row, column: str) -> str:
    words = _safe(getattr(row, column))
    if column == "name":
        return f"{words}<small>{escape(row.unit)}</small>"
    return f"{_bar(row)}<span>{words}</span>" if column == "chance" else words


def _bar(row: Row) -> str:
    fill, mark = (f"{100 * share:.1f}%" for share in (row.after, row.before))
    inside = f'<i style="width:{fill}"></i><b style="left:{mark}"></b>'
    return f'<div class="explorer-bar" aria-hidden="true">{inside}</div>'
