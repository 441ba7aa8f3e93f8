"""The letter about contradictions: only what differs beyond rounding, each with its arithmetic."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import wording
from analysis.ledger import load_facts
from analysis.outlook.reading import Answer
from analysis.report.blocks import Items
from analysis.report.letter import contradictions, letter
from analysis.report.paper import Known
from tests.august import AS_OF, FEW, august

BASES = {"vi": ("10.583", "10.823"), "en": ("10,583", "10,823")}


@pytest.fixture(scope="module")
def given() -> list[Answer]:
    return august(FEW)


def known(given: list[Answer], language: str, facts: pd.DataFrame) -> Known:
    return Known("ninh_thuan", facts, AS_OF, language, answers=given)


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_two_bases_of_one_plan_are_told_with_the_division(given: list[Answer], language: str) -> None:
    found = letter(known(given, language, load_facts(AS_OF, geography="ninh_thuan")))
    told = next(block for block in found.body if isinstance(block, Items)).texts
    assert all(number in told[0] for number in BASES[language])


def test_a_month_that_its_levels_contradict_is_named_with_both_of_them(given: list[Answer]) -> None:
    found = contradictions(load_facts(AS_OF, geography="ninh_thuan"), 2022)
    one = next(one for one in found if one.figure.sector == "accommodation_food")
    assert (one.printed, one.values) == (6.5, [323.9, 288.7])


def test_without_a_contradiction_there_is_no_letter(given: list[Answer]) -> None:
    agreeing = [replace(one, target=replace(one.target, indicator=f"{place}")) for place, one in enumerate(given)]
    facts = load_facts(AS_OF, geography="ninh_thuan")
    assert letter(known(agreeing, "vi", facts[facts["indicator"] == "iip"])) is None
