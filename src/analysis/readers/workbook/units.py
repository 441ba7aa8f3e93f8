"""Units of quantities as tables print them: "Nghìn tấn", "Triệu m3", a ditto mark, a footnote for whole vehicles."""

import re

from analysis.readers.grids import Cell
from analysis.readers.letters import plain
from analysis.readers.workbook.tables import Line, Table

_UNITS = {
    ("", "tan|tons"): "tonnes",
    ("thousand", "tan|tons"): "thousand_tonnes",
    ("million", "tan|tons"): "million_tonnes",
    ("million", "lit|liters|litres"): "million_litres",
    ("million", "m3"): "million_cubic_metres",
    ("million", "m2"): "million_square_metres",
    ("million", "bao|packets|packs"): "million_packs",
    ("", "cai|chiec|pieces|units?"): "pieces",
    ("thousand", "cai|chiec|pieces|units"): "thousand_pieces",
    ("million", "cai|chiec|pieces|units"): "million_pieces",
    ("million", "doi|pairs"): "million_pairs",
    ("million", "vien|bricks"): "million_bricks",
    ("million", "kwh"): "million_kwh",
    ("billion", "kwh"): "billion_kwh",
    ("billion", "dong|dongs"): "billion_vnd",
    ("trillion", "dong|dongs"): "trillion_vnd",
    ("million", "dong|dongs"): "million_vnd",
    ("thousand", "dong|dongs"): "thousand_vnd",
    ("million", "usd|do la my|us dollars?"): "million_usd",
    ("thousand", "usd|do la my|us dollars?"): "thousand_usd",
    ("billion", "usd|do la my|us dollars?"): "billion_usd",
    ("", "usd|do la my|us dollars?"): "usd",
}
_SCALES = {
    "trillion": "nghin ty|trill",
    "billion": "ty|ti|bn|bill",
    "million": "trieu|mn|mill",
    "thousand": "nghin|ngan|thous|1000|000",
    "": "",
}
_INTO = {
    "billion_vnd": {"billion_vnd": 1.0, "million_vnd": 1e-3, "trillion_vnd": 1e3, "thousand_vnd": 1e-6},
    "million_usd": {"million_usd": 1.0, "thousand_usd": 1e-3, "billion_usd": 1e3, "usd": 1e-6},
}
"""The unit the ledger has, and what a number in another one is multiplied by."""
_DITTO = {'"', "“", "”", "''", "-nt-", "„", "〃", "- -", "-"}


def unit_code(text: str) -> str:
    """The code of a unit as printed, or nothing for one that is not known."""
    words = plain(text)
    for (scale, noun), code in _UNITS.items():
        if re.fullmatch(rf"(?:{_SCALES[scale]}) ?(?:{noun})", words):
            return code
    return ""


def scale_of(words: str, unit: str) -> float | None:
    """What numbers under these words are multiplied by to be in the ledger's unit; None where they name none of its."""
    found = {
        code
        for part in re.split(r"[;,:()/]|\s-\s", words)
        for code in (unit_code(part), unit_code(re.sub(r"^(?:don vi(?: tinh)?|dvt|unit)\b", "", plain(part))))
        if code in _INTO[unit]
    }
    return _INTO[unit][found.pop()] if len(found) == 1 else None


def unit_of(table: Table, line: Line, above: str) -> str:
    """The unit of a row's quantities: its own cell, the unit `above` a ditto mark, or the table's footnote."""
    if table.kind == "products":
        cell = unit_cell(table, line)
        return above if cell in _DITTO else unit_code(str(cell or ""))
    if "(*)" in line.label or re.search(r"nguyen chiec|assembled", plain(line.label)):
        return _footnote(table)
    return "thousand_tonnes" if re.search("nghin tan|1000 tons|000 tons", plain(table.unit)) else ""


def unit_cell(table: Table, line: Line) -> Cell:
    """What stands in a row's cell of the column "Đơn vị tính", where there is one."""
    places = [place for place, words in table.headers.items() if re.match(r"(?:don vi|dvt|unit)\b", words)]
    return line.cell(places[0]) if places else None


def _footnote(table: Table) -> str:
    notes = [line.label for line in table.lines if re.match(r"\(\*+\)", line.label)]
    return unit_code(re.split("[,;]", notes[-1])[0]) if notes else ""
