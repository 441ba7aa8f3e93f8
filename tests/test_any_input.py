"""Whatever a public function is handed, it answers in the shape it promises or refuses in words of its own."""

import inspect
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from analysis import growth, outlook, periods, wording
from analysis import ledger as facts
from analysis.evaluation import scores
from analysis.ledger import COLUMNS
from analysis.ledger.targets import Target
from analysis.readers.letters import plain
from analysis.readers.opening import read_release
from analysis.readers.sheet.cells import Misread, typed_number
from analysis.readers.text import read_text

HOUSE = Path(inspect.getfile(facts)).parents[1]
ROOMS = (periods, growth, outlook, scores, wording, facts)
ELSEWHERE = {
    "load_corrections": "test_facts: any bytes load or are refused",
    "load_events": "test_facts",
    "load_facts": "test_facts",
}
FEW = settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))

NUMBERS = some.one_of(
    some.floats(-1e9, 1e9),
    some.sampled_from([0.0, -0.0, -100.0, 1e100, -1e100, 5e-324, float("nan"), float("inf"), float("-inf")]),
)
FORMED = [
    "2022-07",
    "2022-13",
    "2022",
    "2022-Q1",
    "2022-Q9",
    "0000-00",
    "Sep-22",
    "2022-02-30",
    "iip",
    "percent",
    "=1+1",
]
TEXTS = some.one_of(
    some.text(max_size=9), some.sampled_from([*FORMED, "tỷ đồng", unicodedata.normalize("NFD", "tỷ đồng")])
)
# what may come of a year: levels above zero, as every estimate is, or one that is missing
POSSIBLE = some.one_of(some.floats(1e-3, 1e9), some.just(float("nan")))
KINDS = some.one_of(some.sampled_from(["month", "ytd", "quarter", "year", "point", "level", "growth_yoy_pct"]), TEXTS)


@some.composite
def levels(draw: some.DrawFn, kind: type = pd.DataFrame, first: str | None = None) -> pd.Series | pd.DataFrame:
    """Odd levels: none or some, gaps, repeated months, months in disorder; with `first`, three whole years."""
    start = pd.Period(first or draw(some.sampled_from(["2020-01", "2020-06", "1899-12"])), freq="M")
    months = pd.period_range(start, periods=36 if first else draw(some.integers(0, 30)), freq="M", name="month")
    if not first and len(months):
        months = draw(some.sampled_from([months, months, months.delete(0), months.append(months[:1]), months[::-1]]))
    columns = 1 if kind is pd.Series else draw(some.integers(1, 3))
    usual = np.full((len(months), columns), 100.0)
    for row, column in draw(some.lists(some.tuples(some.integers(0, 35), some.integers(0, columns - 1)), max_size=6)):
        if row < len(months):
            usual[row, column] = draw(POSSIBLE if first else NUMBERS)
    table = pd.DataFrame(usual, index=months)
    return table[0] if kind is pd.Series else table


@some.composite
def ledger(draw: some.DrawFn) -> pd.DataFrame:
    """Rows of a ledger, none or some, with odd values."""
    values = draw(some.lists(NUMBERS, max_size=4))
    rows = [dict.fromkeys(COLUMNS, "x") | {"value": value, "published": "2022-01-01"} for value in values]
    return pd.DataFrame(rows, columns=COLUMNS)


TARGETS = some.builds(
    lambda measure, value: Target("x", "iip", "total", 2022, measure, value, "percent", "plan", "2022-01-01", "s"),
    some.sampled_from(["level", "growth_yoy_pct", "rank"]),
    NUMBERS.filter(np.isfinite),
)
CHANCES = some.lists(some.one_of(some.floats(0, 1), NUMBERS), min_size=3, max_size=3)
NAMED: dict[tuple[str, Any], some.SearchStrategy] = {
    ("language", str): some.sampled_from(["vi", "en"]),
    ("decimals", int): some.integers(0, 4),
    ("bins", int): some.integers(1, 12),
    ("total", pd.Series | float): NUMBERS,
    ("paths", pd.DataFrame): levels(first="2020-01"),
    ("last", pd.Period): some.sampled_from(list(pd.period_range("2021-11", "2022-12", freq="M"))),
    ("year", int): some.sampled_from([2020, 2021, 1900, 0, 10**9]),
    ("period_type", str): KINDS,
    ("kind", str): KINDS,
    ("draws", np.ndarray): some.lists(NUMBERS, max_size=6).map(np.array),
    ("facts", pd.DataFrame): ledger(),
    ("table", pd.DataFrame): ledger(),
    ("figures", pd.DataFrame): ledger(),
    ("months", pd.PeriodIndex): levels().map(lambda table: table.index),
    **{(name, pd.Series): CHANCES.map(pd.Series) for name in ("chance", "happened", "rival", "loss")},
}
TYPED: dict[Any, some.SearchStrategy] = {
    str: TEXTS,
    float: NUMBERS,
    int: some.integers(-3, 3000),
    bool: some.booleans(),
    object: some.one_of(TEXTS, NUMBERS, some.none()),
    pd.Series: levels(pd.Series),
    pd.DataFrame: levels(),
    pd.Period: some.sampled_from(list(pd.period_range("2019-10", "2023-02", freq="M"))),
    Target: TARGETS,
    Mapping[int, float]: some.just({}),
}


def public(room: ModuleType) -> list[Callable[..., object]]:
    """The functions that other rooms may call."""
    names = getattr(room, "__all__", [name for name in vars(room) if not name.startswith("_")])
    found = [value for name in names if inspect.isfunction(value := inspect.unwrap(getattr(room, name)))]
    own = [one for one in found if HOUSE in Path(inspect.getfile(one)).parents]
    return [one for one in own if one.__module__.split(".")[1] == room.__name__.split(".")[1]]


FUNCTIONS = [function for room in ROOMS for function in public(room) if function.__name__ not in ELSEWHERE]


def anything(name: str, wanted: Any) -> some.SearchStrategy:
    """Odd values for a parameter, by its name or its type."""
    if (name, wanted) in NAMED:
        return NAMED[name, wanted]
    if isinstance(wanted, UnionType):
        return some.one_of(*(anything(name, one) for one in get_args(wanted) if one is not NoneType))
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin in (list, Iterable):
        return some.lists(anything("", parts[0]), max_size=3)
    if origin is dict:
        return some.dictionaries(some.just("iip"), anything("paths", parts[1]), min_size=1, max_size=1)
    return TYPED[wanted]


def calls(function: Callable[..., object]) -> some.SearchStrategy[dict[str, object]]:
    """Arguments for a function; several levels are of one kind, and paths of files stay as they are."""
    hints = get_type_hints(function)
    parameters = inspect.signature(function).parameters.values()
    wanted = {one.name: hints[one.name] for one in parameters if one.kind is not one.VAR_KEYWORD}
    wanted = {name: hint for name, hint in wanted.items() if hint is not Path}
    kinds = (pd.Series, pd.DataFrame) if any(isinstance(hint, TypeVar) for hint in wanted.values()) else (None,)
    return some.one_of(
        some.fixed_dictionaries(
            {name: anything(name, kind if isinstance(hint, TypeVar) else hint) for name, hint in wanted.items()}
        )
        for kind in kinds
    )


def refused_in_own_words(error: Exception) -> bool:
    """Whether a line of ours raised the error, in words: not a library in its depths, not a slip."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    ours = HOUSE in Path(last.filename).parents and "raise " in (last.line or "")
    return ours and isinstance(error, ValueError | KeyError) and len(str(error.args[0])) > 10


def keeps(result: object, promised: Any, arguments: dict[str, object]) -> bool:
    """Whether an answer is of the kind that was promised; levels keep their months, words say no nan."""
    if isinstance(promised, TypeVar):
        tables = [one for one in arguments.values() if isinstance(one, pd.Series | pd.DataFrame)]
        return isinstance(result, type(tables[0])) and (len(tables) > 1 or result.index.equals(tables[0].index))
    if promised is str:
        return isinstance(result, str) and not {"nan", "inf", "NaT"} & set(result.split())
    return promised is object or isinstance(result, get_origin(promised) or promised)


def check(function: Callable[..., object], arguments: dict[str, object]) -> None:
    """One call: its answer or refusal, and that what was handed in is as it was."""
    tables = {name: one.copy() for name, one in arguments.items() if isinstance(one, pd.DataFrame | pd.Series)}
    try:
        result = function(**arguments)
    except Exception as error:
        if not refused_in_own_words(error):
            raise
    else:
        assert keeps(result, get_type_hints(function)["return"], arguments)
    assert all(before.equals(arguments[name]) for name, before in tables.items())


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: f"{function.__module__}.{function.__name__}")
def test_a_public_function_answers_as_promised_or_refuses_in_words(function: Callable[..., object]) -> None:
    try:
        arguments = calls(function)
    except KeyError as unknown:
        pytest.skip(f"no odd values of the type {unknown}")
    FEW(given(arguments)(lambda chosen: check(function, chosen)))()


def test_what_is_left_to_other_tests_exists() -> None:
    assert set(ELSEWHERE) <= {function.__name__ for room in ROOMS for function in public(room)}
    assert len(FUNCTIONS) > 40


# Files and texts that people hand in


WORDS = [
    "IIP",
    "tháng 7",
    "năm 2022",
    "tăng",
    "10,37%",
    "so với cùng kỳ",
    "1.234",
    "tỷ đồng",
    "giảm",
    "=1+1",
    ".",
    ",",
    "\n",
]


@FEW
@given(
    some.lists(some.one_of(some.sampled_from(WORDS), some.text(max_size=4)), max_size=25),
    some.sampled_from(["NFC", "NFD"]),
)
def test_any_text_gives_figures_or_none(words: list[str], form: str) -> None:
    rows = read_text(unicodedata.normalize(form, " ".join(words)), "2022-08-09")
    assert set(COLUMNS) < set(rows.columns)
    assert np.isfinite(rows["value"]).all()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_in_two_pieces_are_the_same_text(form: str) -> None:
    text = "Chỉ số sản xuất công nghiệp tháng 7 tăng 10,37% so với cùng kỳ năm trước."
    rows = read_text(unicodedata.normalize(form, text), "2022-08-09")
    assert rows[["indicator", "period", "value"]].to_numpy().tolist() == [["iip", "2022-07", 10.37]]


@FEW
@given(some.one_of(TEXTS, some.text("0123456789.,-+ %−\u00a0", max_size=12)), some.booleans())
def test_a_typed_number_is_a_number_or_misread(text: str, percent: bool) -> None:
    try:
        number = typed_number(text, percent=percent)
    except Misread as misread:
        assert misread.rule.startswith("sheet_")
    else:
        assert number is None or np.isfinite(number)


@FEW
@given(some.text(max_size=30))
def test_any_label_has_a_plain_form(text: str) -> None:
    assert plain(text) == plain(plain(text))
    assert plain(text).isascii()


@FEW
@given(
    content=some.binary(max_size=40), head=some.sampled_from([b"", b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")])
)
def test_any_bytes_are_read_or_refused_by_the_name_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "report.xlsx"
    file.write_bytes(head + content)
    try:
        read_release(file, published="2022-08-09", title="Report", publisher="Office")
    except ValueError as error:
        assert "report.xlsx" in str(error)
