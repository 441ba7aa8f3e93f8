"""The tables of a sheet, found by their titles: the words above each column, the rows with their labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.readers.workbook.opening import Cell, Sheet
from analysis.readers.workbook.refusals import Place, refusal
from analysis.readers.workbook.words import plain

_GOODS = "(?:(?:tri gia |gia tri )?(?:hang hoa |mat hang )?{0}(?: hang hoa)?(?!.*dich vu)|{1}s? of goods)"
_TITLES = {
    "iip": r"chi so san xuat (?:nganh )?cong nghiep|iip\b|ind\w+ of industrial production",
    "products": r"(?=.*cong nghiep)(?:mot so )?san pham (?:cong nghiep )?chu yeu|(?:some )?(?:key|main) industrial",
    "retail": r"tong muc (?:ban le|hang hoa ban le)|retail sales? of good",
    "exports": _GOODS.format("xuat khau", "export"),
    "imports": _GOODS.format("nhap khau", "import"),
    "cpi": r"chi so gia tieu dung|consumer price ind",
    "employment": r"chi so su dung lao dong|labou?r employed index|lei\b|index of employment|employment index",
}
_NUMBERED = re.compile(r"\d{1,2} ?[a-z]?\s*[.:)]")
_NUMBER = re.compile(r"^(?:bieu )?\d{1,2}[a-z]? |^(?:tiep theo|cont) ")
_UNIT_LINE = re.compile(
    r"don vi(?: tinh)?\b.*|unit\b.*|(?:ty dong|nghin tan|trieu usd|mill usd|mill dongs|1000 tons|usd)(?: .*)?|"
)
_LONGEST_TITLE = 200
_YEARS = range(1990, 2060)


@dataclass(frozen=True)
class Line:
    """One row of a table: its label as written and its cells."""

    row: int
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """A table of a known kind; `headers` holds the plain words above each column, `own` without shared headings."""

    kind: str
    place: Place
    title: str
    unit: str
    headers: dict[int, str]
    own: dict[int, str]
    lines: list[Line]


def find_tables(sheet: Sheet) -> Iterator[Table]:
    """Every table of a known kind; pages that continue a table are tables of their own.

    A title without readable headers below it is refused. Sheets of one column are prose.
    """
    if max((len(row) for row in sheet.rows), default=0) < 2:
        return
    starts = [row for row, cells in enumerate(sheet.rows) if _begins(cells)]
    for start, stop in pairwise([*starts, len(sheet.rows)]):
        kind = _kind(_title(sheet.rows, start, stop))
        if kind and any(isinstance(cell, float) for row in sheet.rows[start + 1 : stop] for cell in row):
            yield _table(kind, sheet, start, stop)


def _begins(row: list[Cell]) -> bool:
    texts = [cell for cell in row if isinstance(cell, str)]
    if len(texts) != 1 or len(texts[0]) > _LONGEST_TITLE or row.index(texts[0]) != _first(row):
        return False
    # a row's label may read like a title, but has figures beside it and no number before it
    numbered = _NUMBERED.match(texts[0]) is not None
    return numbered or (_kind(texts[0]) is not None and len(row) - row.count(None) == 1)


def _kind(title: str) -> str | None:
    words = plain(title)
    while _NUMBER.search(words):
        words = _NUMBER.sub("", words)
    return next((kind for kind, form in _TITLES.items() if re.match(form, words)), None)


def _title(rows: list[list[Cell]], start: int, stop: int) -> str:
    label = _first(rows[start])
    parts = [str(rows[start][label])]
    for row in rows[start + 1 : stop]:
        if not _only_label(row, label):
            break
        parts += [row[label]] if isinstance(row[label], str) else []
    return " ".join(parts)


def _first(row: list[Cell]) -> int:
    return next((at for at, cell in enumerate(row) if cell is not None), len(row))


def _table(kind: str, sheet: Sheet, start: int, stop: int) -> Table:
    label, title, row = _first(sheet.rows[start]), _title(sheet.rows, start, stop), start + 1
    while row < stop and _only_label(sheet.rows[row], label):
        row += 1
    header = []
    while row < stop and _is_header(sheet.rows[row], label):
        header, row = [*header, row], row + 1
    units = [at for at in header if _is_unit_line(sheet.rows[at])]
    worded = [sheet.rows[at] for at in header if at not in units]
    headers, own = _words_above(worded, label), _own_words(worded, label)
    if not headers:
        raise refusal("no_header", sheet.place.at(start), read=title)
    unit = " ".join(plain(str(cell)) for at in units for cell in sheet.rows[at] if isinstance(cell, str))
    unit += " ".join(re.findall(r"%", " ".join(str(cell) for at in units for cell in sheet.rows[at])))
    return Table(kind, sheet.place.at(start), title, unit, headers, own, _lines(sheet, row, stop, label, min(headers)))


def _only_label(row: list[Cell], label: int) -> bool:
    return all(cell is None for at, cell in enumerate(row) if at != label)


def _is_header(row: list[Cell], label: int) -> bool:
    if not any(isinstance(cell, str) for cell in row[: label + 1]):
        return True
    beside = row[label + 1 :]
    return any(isinstance(cell, str) for cell in beside) and not any(_is_figure(cell) for cell in beside)


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, float) and not _is_year(cell)


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, float) and cell.is_integer() and int(cell) in _YEARS


def _is_unit_line(row: list[Cell]) -> bool:
    texts = [cell for cell in row if isinstance(cell, str)]
    return len(texts) == 1 and _UNIT_LINE.fullmatch(plain(texts[0])) is not None


def _words_above(rows: list[list[Cell]], label: int) -> dict[int, str]:
    """The words of each column from top to bottom; a heading reaches right over columns that have begun no own."""
    width = max((len(row) for row in rows), default=0)
    said: dict[int, list[str]] = {column: [] for column in range(label + 1, width)}
    begun: set[int] = set()
    for row in rows:
        begun |= {column for column in said if _said(row, column)}
        heading = ""
        for column in said:
            heading = _said(row, column) if column in begun else heading
            said[column] += [heading] if heading else []
    words = {column: plain(" ".join(parts)) for column, parts in said.items()}
    return {column: text for column, text in words.items() if column in begun and re.search("[a-z]", text)}


def _own_words(rows: list[list[Cell]], label: int) -> dict[int, str]:
    width = max((len(row) for row in rows), default=0)
    return {column: plain(" ".join(_said(row, column) for row in rows)) for column in range(label + 1, width)}


def _said(row: list[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    if isinstance(cell, float):
        return str(int(cell)) if _is_year(cell) else ""
    return cell or ""


def _lines(sheet: Sheet, start: int, stop: int, label: int, first: int) -> list[Line]:
    lines: list[Line] = []
    for row in range(start, stop):
        cells = sheet.rows[row]
        name = " ".join(cell for cell in cells[label:first] if isinstance(cell, str))
        if lines and name[:1].islower() and not any(isinstance(cell, float) for cell in lines[-1].cells):
            name = f"{lines.pop().label} {name}"  # a label over two rows
        if name or any(cell is not None for cell in cells):
            lines.append(Line(row, name, cells))
    return lines
