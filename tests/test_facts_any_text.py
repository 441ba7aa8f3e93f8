"""Whatever is typed into the ledger, it loads or is refused; what loads, and what advice says, is what was meant."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.ledger import COLUMNS, load_facts
from analysis.ledger.problems import LedgerError
from tests.typed_ledger import ANOTHER, GROWTH, SAMPLES, Ledger, Load, each_table, line

# characters that parsers of numbers, days and tables like to stumble on
odd = st.text(st.sampled_from("0123456789.,-−+%eEQ²٣/ :;\"'\n\r\t\0\u2028{}nNaAiIfFtThgSep"), max_size=12)
anything = st.one_of(odd, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
quick = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def loads_or_refuses(ledger: Ledger, load: Load = load_facts) -> None:
    try:
        load(data=ledger.data)
    except LedgerError as error:
        assert str(error)


@each_table
@quick
@given(drawn=st.data())
def test_any_text_in_one_to_four_cells_loads_or_is_refused(
    ledger: Ledger, table: str, load: Load, drawn: st.DataObject
) -> None:
    cells = drawn.draw(st.dictionaries(st.sampled_from([*SAMPLES[table]]), anything, min_size=1, max_size=4))
    ledger.type(table, ANOTHER[table], cells)
    loads_or_refuses(ledger, load)


@quick
@given(before=odd, after=odd)
def test_any_text_around_a_row_loads_or_is_refused(ledger: Ledger, before: str, after: str) -> None:
    ledger.lines(",".join(COLUMNS), before + line({}) + after)
    loads_or_refuses(ledger)


@quick
@given(content=st.binary(max_size=40))
def test_any_bytes_load_or_are_refused(ledger: Ledger, content: bytes) -> None:
    ledger.raw(content)
    loads_or_refuses(ledger)


@quick
@given(values=st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=12))
def test_values_written_and_read_are_the_same(ledger: Ledger, values: list[float]) -> None:
    typed = [format(Decimal(repr(value)), "f") for value in values]
    ledger.figures(*(GROWTH | {"period": f"2021-{month:02d}", "value": value} for month, value in enumerate(typed, 1)))
    assert load_facts(data=ledger.data)["value"].tolist() == values


@quick
@given(value=st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100))
def test_the_advice_for_a_vietnamese_number_is_that_number(ledger: Ledger, value: Decimal) -> None:
    ledger.figures({"value": f"{value:,.2f}".translate(str.maketrans(",.", ".,"))})
    (problem,) = ledger.refusal().problems
    assert Decimal(str(problem.words["expected"])) == value


@quick
@given(
    year=st.integers(1990, 2049),
    month=st.integers(1, 12),
    habit=st.sampled_from(["{m}/{y}", "{m:02d}/{y}", "{m}-{y}", "{m}.{y}", "T{m}/{y}", "Thg{m}-{y}", "{b} {y}"]),
)
def test_the_advice_for_a_month_is_that_month(ledger: Ledger, year: int, month: int, habit: str) -> None:
    ledger.figures({"period": habit.format(m=month, y=year, b=pd.Period(f"{year}-{month}").strftime("%b"))})
    (problem,) = ledger.refusal().problems
    assert problem.words["expected"] == f"{year}-{month:02d}"
