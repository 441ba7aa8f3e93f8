"""A table of numbers and how each column is written; notebook, web page, Word, Excel and terminal show this one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from io import StringIO
from typing import Any, ClassVar

import pandas as pd

from analysis import wording

DASH = "–"
_TEXT_WAYS = ("name", "fullname", "series", "unit", "publisher", "scenario", "period", "short_period", "date")


@dataclass(frozen=True)
class Column:
    """One column: its code in the glossary, how a row's values are written (`wording.filled`), its width in mm.

    `formula` computes the value from cells of the same row in a workbook, which `{code}` or `{sheet!code}` name;
    `head` stands above the column instead of the glossary's word.
    """

    code: str
    show: str
    width: float = 20.0
    formula: str = ""
    head: str = ""

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """The values shown, each with the way it is written."""
        return wording.gaps(self.show)

    @property
    def is_text(self) -> bool:
        """Whether the column holds words, which stand at the left; numbers stand at the right."""
        ways = [way for code, way in self.gaps if code != "order" or len(self.gaps) == 1]
        return all(not way or way.startswith(("term.", *_TEXT_WAYS)) for way in ways)


@dataclass(frozen=True)
class Table:
    """Rows of numbers and codes (`data`) under columns that say how they are written, a caption above, a note below.

    A notebook shows it written; its numbers are `data`.

    >>> shown = Table(pd.DataFrame({"grew": [7.25, -0.04]}), (Column("grew", "{grew:+1%}", head="Growth"),), "en")
    >>> shown.text()["Growth"].to_list()
    ['+7.3%', '0.0%']
    """

    kind: ClassVar[str] = "table"
    data: pd.DataFrame
    columns: tuple[Column, ...]
    language: str = "vi"
    caption: str = ""
    note: str = ""

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return self.text().to_string(index=False)

    @property
    def heads(self) -> list[str]:
        """What stands above the columns."""
        heads = (column.head or wording.term("column", column.code, self.language) for column in self.columns)
        return [head.replace("\\n", "\n") for head in heads]

    def text(self) -> pd.DataFrame:
        """Every cell as it is read, under the reader's heads."""
        rows = self.data.to_dict("records")
        cells = {
            head: [written(column, row, self.language) for row in rows]
            for head, column in zip(self.heads, self.columns, strict=True)
        }
        return pd.DataFrame(cells, dtype=object)

    def _repr_html_(self) -> str:
        sides = [f' style="text-align:{"left" if column.is_text else "right"}"' for column in self.columns]

        def row(tag: str, cells: Iterable[str]) -> str:
            set_ = (f"<{tag}{side}>{_set(cell)}</{tag[:2]}>" for side, cell in zip(sides, cells, strict=True))
            return f"<tr>{''.join(set_)}</tr>"

        head = row('th scope="col"', self.heads)
        body = "\n".join(row("td", cells) for cells in self.text().itertuples(index=False, name=None))
        caption = f"<caption>{_set(self.caption)}</caption>\n" if self.caption else ""
        note = f'\n<p class="note">{_set(self.note)}</p>' if self.note else ""
        return f"<table>\n{caption}<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>{note}"


def table(name: str, rows: pd.DataFrame | Sequence[dict[str, Any]], language: str = "vi", **words: str) -> Table:
    """Rows under the columns that tables.csv has for a table; `words`: its caption and note.

    An unknown table is a `KeyError` with the known ones.
    """
    known = _specified()
    if name not in known:
        raise KeyError(f"{name}; {', '.join(known)}")
    return Table(pd.DataFrame(rows), known[name], language, **words)


def written(column: Column, row: dict[str, Any], language: str) -> str:
    """A cell as it is read; a dash where all of its values are missing, and no line below the first that has none."""
    if _is_empty(column.show, row):
        return DASH
    first, *below = column.show.split("\n")
    shown = "\n".join([first, *(line for line in below if not _is_empty(line, row))])
    return wording.filled(shown, language, **{str(code): value for code, value in row.items()})


def is_missing(value: Any) -> bool:
    """Whether nothing is known."""
    return value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value))


def _is_empty(show: str, row: dict[str, Any]) -> bool:
    gaps = wording.gaps(show)
    return bool(gaps) and all(is_missing(row.get(gap)) for gap, _ in gaps)


@cache
def _specified() -> dict[str, tuple[Column, ...]]:
    text = files("analysis.report").joinpath("tables.csv").read_text("utf-8")
    rows = pd.read_csv(StringIO(text), dtype={"formula": str}, keep_default_na=False)
    rows["show"] = rows["show"].str.replace("\\n", "\n")
    return {
        str(name): tuple(Column(**one) for one in own.drop(columns="table").to_dict("records"))
        for name, own in rows.groupby("table", sort=False)
    }


def _set(text: str) -> str:
    return escape(wording.unparted(str(text))).replace("\n", "<br>")
