"""Numbers, months and sentences as readers expect them."""

import ast
import csv
import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import wording
from analysis.ledger import DATA

ROOT = Path(__file__).parents[1]
quick = settings(deadline=None, derandomize=True, max_examples=100)
MARKS = {"vi": str.maketrans({".": "", ",": ".", "−": "-"}), "en": str.maketrans({",": "", "−": "-"})}

with (DATA / "sentences.csv").open(encoding="utf-8", newline="") as _file:
    SENTENCES = {row["key"]: row for row in csv.DictReader(_file)}


def read_back(text: str, language: str) -> Decimal:
    """A number as its readers read it, by the rules of their language."""
    return Decimal(text.translate(MARKS[language]))


# Numbers


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (999.96, 1, "1.000,0", "1,000.0"),
        (0.5, 2, "0,50", "0.50"),
        (-5.66, 2, "−5,66", "−5.66"),
        (-0.04, 1, "0,0", "0.0"),
        (0, 0, "0", "0"),
        (15618, 0, "15.618", "15,618"),
        (float("nan"), 1, "–", "–"),
        (pd.NA, 0, "–", "–"),
    ],
)
def test_numbers_carry_the_marks_of_their_language(value: float, decimals: int, vietnamese: str, english: str) -> None:
    assert wording.number(value, decimals) == vietnamese
    assert wording.number(value, decimals, "en") == english


@pytest.mark.parametrize(("value", "text"), [(5.66, "+5,7"), (-5.66, "−5,7"), (0.0, "0,0"), (0.04, "0,0")])
def test_a_sign_is_shown_for_what_is_not_zero(value: float, text: str) -> None:
    assert wording.number(value, 1, signed=True) == text


@pytest.mark.parametrize("language", wording.LANGUAGES)
@quick
@given(value=st.floats(-1e12, 1e12), decimals=st.integers(0, 4), signed=st.booleans())
def test_a_number_read_back_is_the_rounded_value(language: str, value: float, decimals: int, signed: bool) -> None:
    text = wording.number(value, decimals, language, signed=signed)
    assert read_back(text, language) == Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert len(text.replace("−", "-").partition({"vi": ",", "en": "."}[language])[2]) == decimals


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [(5.66, "5,7%", "5.7%"), (-5.66, "−5,7%", "−5.7%"), (float("nan"), "–", "–")],
)
def test_a_share_has_its_per_cent_sign_where_it_is_known(value: float, vietnamese: str, english: str) -> None:
    assert wording.percent(value) == vietnamese
    assert wording.percent(value, language="en") == english


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [(5.66, "tăng 5,7%", "up 5.7%"), (-5.66, "giảm 5,7%", "down 5.7%"), (0.04, "không đổi", "unchanged")],
)
def test_a_direction_is_told_only_where_the_printed_number_has_one(value: float, vietnamese: str, english: str) -> None:
    assert wording.moved(value) == vietnamese
    assert wording.moved(value, language="en") == english


def test_a_half_is_rounded_up_as_people_and_spreadsheets_do() -> None:
    assert [wording.number(value, 1, "en") for value in (20.15, 0.25, -0.25)] == ["20.2", "0.3", "−0.3"]


# Chances


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.0, "0%"),
        (0.0005, "< 1%"),
        (0.0099, "< 1%"),
        (0.01, "1%"),
        (0.5, "50%"),
        (0.99, "99%"),
        (0.9901, "> 99%"),
        (0.9995, "> 99%"),
        (1.0, "100%"),
    ],
)
def test_a_chance_is_told_in_whole_per_cent(chance: float, text: str) -> None:
    assert wording.chance_text(chance) == wording.chance_text(chance, "en") == text


@quick
@given(chance=st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_what_is_not_certain_never_reads_as_certain(chance: float) -> None:
    assert wording.chance_text(chance) not in ("0%", "100%")


# Months and days


def test_months_are_named_in_both_languages() -> None:
    july = pd.Period("2022-07", "M")
    assert wording.month(july) == "tháng 7/2022"
    assert wording.month(july, "en") == "July 2022"
    assert wording.short_month(july) == "T7"
    assert wording.short_month(july, "en") == "Jul"
    assert wording.months_to(july) == "7 tháng năm 2022"
    assert wording.months_to(july, "en") == "January to July 2022"
    assert wording.months_to(pd.Period("2022-01", "M"), "en") == "January 2022"


@pytest.mark.parametrize(
    ("iso", "vietnamese", "english"),
    [
        ("2022-08-09", "09/8/2022", "9 August 2022"),
        ("2022-12-31", "31/12/2022", "31 December 2022"),
        ("2022-01-10", "10/01/2022", "10 January 2022"),
        ("2022-02-05", "05/02/2022", "5 February 2022"),
    ],
)
def test_days_are_written_as_official_letters_write_them(iso: str, vietnamese: str, english: str) -> None:
    assert wording.day(iso) == vietnamese
    assert wording.day(iso, "en") == english


def test_a_letter_is_dated_in_words() -> None:
    assert wording.day_in_words("2022-08-09") == "ngày 09 tháng 8 năm 2022"
    assert wording.day_in_words("2022-08-09", "en") == "9 August 2022"


# Words


def test_terms_and_units_come_in_both_languages() -> None:
    assert wording.unit("billion_vnd") == "tỷ đồng"
    assert wording.unit("billion_vnd", "en") == "billion VND"
    assert wording.term("geography", "vietnam") == "Cả nước"
    assert wording.term("geography", "vietnam", "en") == "Vietnam"


def test_an_indicator_has_a_long_name_and_a_short_one() -> None:
    assert wording.indicator_name("exports") == "Kim ngạch xuất khẩu hàng hóa"
    assert wording.indicator_name("exports", short=True) == "Xuất khẩu"
    assert wording.indicator_name("exports", "en", short=True) == "Exports"


# Sentences


WAYS = re.compile(
    r"[+~=]?(\d|digits|estimate|places|size)(%| unit)?|moved\d?|term\.\w+|\w+\|\w+|"
    r"series|period|short_period|printed|plan( unit)?|" + "|".join(wording._WAYS)
)


def ways(text: str) -> set[tuple[str, str]]:
    """The gaps of a text with the way each is written, but for what only one language needs: one month, two months."""
    return {(gap, way.removesuffix(" in sentence")) for gap, way in wording.gaps(text) if "|" not in way}


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_the_same_gaps_written_the_same_way_in_both_languages(key: str) -> None:
    vietnamese, english = SENTENCES[key]["vi"], SENTENCES[key]["en"]
    assert vietnamese and english
    assert ways(vietnamese) == ways(english)
    every = [way.removesuffix(" in sentence") for text in (vietnamese, english) for _, way in wording.gaps(text)]
    assert [way for way in every if way and not WAYS.fullmatch(way)] == []


@pytest.mark.parametrize(
    ("text", "words", "vietnamese", "english"),
    [
        ("{x:+1%}", {"x": 7.84}, "+7,8%", "+7.8%"),
        ("{x:=1%}", {"x": -7.84}, "7,8%", "7.8%"),
        ("{x:digits unit}", {"x": 11757.6, "unit": "billion_vnd"}, "11.757,6 tỷ đồng", "11,757.6 billion VND"),
        ("{x:~digits unit}", {"x": 8.9, "unit": "percent", "measure": "growth_yoy_pct"}, "+8,9%", "+8.9%"),
        ("{x:estimate}", {"x": 12206.4}, "12.206", "12,206"),
        ("{x:places}", {"x": 12.345, "places": 2}, "12,35", "12.35"),
        ("{x:moved}", {"x": -0.22}, "giảm 0,22%", "down 0.22%"),
        ("{x:share}", {"x": 0.9951}, "> 99%", "> 99%"),
        ("{x:month}", {"x": pd.Period("2022-07", "M")}, "tháng 7/2022", "July 2022"),
        ("{x:series}", {"x": "iip", "sector": "total"}, "IIP", "IIP"),
        ("{x:1} ({y:+1})", {"x": float("nan"), "y": None}, "– (–)", "– (–)"),
    ],
)
def test_a_gap_says_how_its_value_is_written(text: str, words: dict, vietnamese: str, english: str) -> None:
    assert (wording.filled(text, "vi", **words), wording.filled(text, "en", **words)) == (vietnamese, english)


# Every string of the code, the gaps of f-strings open, and which keys they name: "told_up" by f"told_{way}" and "up".


def code() -> Iterator[str]:
    """The programs that tell sentences."""
    for pattern in ("src/**/*.py", "benchmarks/*.py", "benchmarks/year_end/*.py"):
        yield from (module.read_text("utf-8") for module in ROOT.glob(pattern))
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def strings() -> tuple[set[str], set[str]]:
    """Whole strings and argument names, and patterns of strings with gaps that have a word of their own."""
    nodes = [node for text in code() for node in ast.walk(ast.parse(text))]
    whole = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    whole |= {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
    parts = [
        [getattr(part, "value", None) for part in node.values] for node in nodes if isinstance(node, ast.JoinedStr)
    ]
    gapped = ["".join(re.escape(part) if isinstance(part, str) else "(.+)" for part in pieces) for pieces in parts]
    return whole, {pattern for pattern in gapped if len(re.findall("[a-z]", pattern)) > 2}


def test_every_sentence_is_told_somewhere() -> None:
    whole, gapped = strings()
    with (DATA / "terms.csv").open(encoding="utf-8", newline="") as file:
        whole |= {row["code"] for row in csv.DictReader(file)}

    def named(key: str) -> bool:
        titled = re.fullmatch("(.+)_(?:title|subtitle)", key)
        found = [titled, *(re.fullmatch(pattern, key) for pattern in gapped)]
        return key in whole or any(all(map(named, match.groups())) for match in found if match)

    assert [key for key in SENTENCES if not named(key)] == []


def test_no_sentence_stands_twice() -> None:
    with (DATA / "sentences.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == len(SENTENCES)


@pytest.mark.parametrize(
    ("key", "words", "told"),
    [
        ("points_text", {"value": "1"}, "1 point"),
        ("points_text", {"value": "0"}, "0 points"),
        ("points_text", {"value": "1.0"}, "1.0 points"),
        ("months_left", {"count": 1}, "the 1 month left"),
        ("months_left", {"count": 5}, "the 5 months left"),
        ("written", {"count": 1, "folder": "out"}, "1 file written to out"),
    ],
)
def test_one_thing_is_told_in_the_singular(key: str, words: dict[str, object], told: str) -> None:
    assert wording.sentence(key, "en", **words) == told


def test_a_gap_left_open_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="value"):
        wording.sentence("up")


def test_an_unknown_sentence_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="no_such_key"):
        wording.sentence("no_such_key")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e100])
def test_what_no_figure_can_be_is_a_dash(value: float) -> None:
    assert [wording.number(value), wording.percent(value), wording.moved(value)] == ["–"] * 3


def test_an_unknown_word_is_told_with_its_table() -> None:
    with pytest.raises(KeyError, match=r"unit parsec: không có trong / not in terms.csv \(group, code\)"):
        wording.unit("parsec")
