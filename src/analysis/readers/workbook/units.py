"""Units of quantities as tables print them: "Nghìn tấn", "Triệu m3", a ditto mark, a footnote for whole vehicles."""

import re

from analysis.readers.workbook.tables import Line, Table
from analysis.readers.workbook.words import plain

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
}
_SCALES = {
    "trillion": "nghin ty|trill",
    "billion": "ty|bn|bill",
    "million": "trieu|mn|mill",
    "thousand": "nghin|thous|1000|000",
    "": "",
}
_DITTO = {'"', "“", "”", "''", "-nt-", "„", "〃", "- -", "-"}


def unit_code(text: str) -> str:
    """The code of a unit as printed, or nothing for one that is not known."""
    words = plain(text)
    for (scale, noun), code in _UNITS.items():
        if re.fullmatch(rf"(?:{_SCALES[scale]}) ?(?:{noun})", words):
            return code
    return ""


def unit_of(table: Table, line: Line, above: str) -> str:
    """The unit of a row's quantities: its own cell, the unit `above` a ditto mark, or the table's footnote."""
    if table.kind == "products":
        places = [place for place, words in table.headers.items() if re.match(r"(?:don vi|unit)\b", words)]
        cell = line.cells[places[0]] if places and places[0] < len(line.cells) else None
        return above if cell in _DITTO else unit_code(str(cell or ""))
    if "(*)" in line.label or re.search(r"nguyen chiec|assembled", plain(line.label)):
        return _footnote(table)
    return "thousand_tonnes" if re.search("nghin tan|1000 tons|000 tons", table.unit) else ""


def _footnote(table: Table) -> str:
    notes = [line.label for line in table.lines if re.match(r"\(\*+\)", line.label)]
    return unit_code(re.split("[,;]", notes[-1])[0]) if notes else ""
