"""Sentences and tables of a report say what the model holds, whatever it holds, and the same in both languages."""

import ast
import csv
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import wording
from analysis.ledger import DATA
from analysis.outlook.progress import Departure
from analysis.outlook.reading import Answer
from analysis.report.blocks import letterhead
from analysis.report.numbers import plan_table
from analysis.report.paper import Known, accuracy, title
from analysis.report.results import level_sentence
from analysis.report.sentences import conditions, heading, needed, notes, readings, stale, tasks
from tests.made_answers import TARGETS, YEAR, answer, year
from tests.numbers_read import decimals, numbers, rounded, says

HOUSE = Path(__file__).parents[1] / "src" / "analysis"
MANY = 100
both = pytest.mark.parametrize("language", wording.LANGUAGES)
DIRECTIONS = {
    "vi": {1: r"tăng (?=[\d])", -1: r"giảm (?=[\d])"},
    "en": {1: r"(?:up|grow by) (?=[\d])", -1: r"(?:down|fall by) (?=[\d])"},
}


def thrown(count: int, seed: int = 0) -> list[Answer]:
    dice = np.random.default_rng(seed)
    return [answer(dice, TARGETS[place % len(TARGETS)]) for place in range(count)]


ANSWERS = thrown(MANY)


def chance_read(chance: float) -> Decimal:
    return Decimal(1) if 0 < chance < 0.01 else Decimal(99) if 0.99 < chance < 1 else rounded(100 * chance, 0)


def estimate_places(value: float) -> int:
    return 0 if abs(value) >= 1000 else 1


def estimated(*values: float) -> list[Decimal]:
    return [rounded(value, estimate_places(value)) for value in values]


def plan_read(one: Answer) -> Decimal:
    return Decimal(repr(one.target.value)).normalize() + 0


def pace_numbers(one: Answer) -> list[Decimal]:
    """The numbers of the sentence on the pace, in its order."""
    if one.passed:
        return [Decimal(one.last.month), Decimal(YEAR)]
    if pd.isna(one.required_growth):
        return []
    if pd.isna(one.so_far):
        return [Decimal(YEAR), rounded(one.required_growth, 1), Decimal(YEAR)]
    pace = [abs(rounded(one.required_growth, 1))] if rounded(one.required_growth, 1) else []
    so_far = [abs(Decimal(repr(one.so_far)))] if one.so_far else []
    return [Decimal(12 - one.last.month), *pace, Decimal(one.last.month), Decimal(YEAR), *so_far]


def left_numbers(one: Answer) -> list[Decimal]:
    """The numbers of what is left of a planned level, in the order they are told."""
    months = 12 - one.last.month
    if one.target.measure != "level" or one.last.year < YEAR or not months:
        return []
    rest = one.target.value - one.done
    if rest <= 0:
        return []
    before = float(one.draws.loc[f"{YEAR - 1}-{one.last.month + 1:02d}" : f"{YEAR - 1}-12"].mean().median())
    return [*estimated(rest), Decimal(months), *estimated(rest / months, before)]


@both
def test_where_the_year_is_heading_is_told_in_the_models_numbers(language: str) -> None:
    for one in ANSWERS:
        view = one.outlook
        median, low, high = estimated(view.median, view.low, view.high)
        told = [Decimal(YEAR), median, Decimal(80), low, high, plan_read(one), chance_read(view.chance)]
        assert numbers(heading(one, language), language) == told


@both
def test_the_pace_and_what_is_left_are_told_in_the_models_numbers(language: str) -> None:
    for one in ANSWERS:
        assert numbers(needed(one, language), language) == pace_numbers(one)
        told = conditions([one], language)
        assert [numbers(text, language) for text in told] == [pace_numbers(one) + left_numbers(one)]


@both
def test_a_level_is_told_with_its_growth_and_its_share_of_the_plan(language: str) -> None:
    for one in ANSWERS:
        if one.target.measure != "level" or one.last.year < YEAR:
            continue
        text = level_sentence(one, language)
        growth = [abs(Decimal(repr(one.so_far)))] if one.so_far else []
        share = rounded(100 * one.done / one.target.value, 1)
        told = [Decimal(one.last.month), Decimal(YEAR), Decimal(repr(one.done)), *growth, share, plan_read(one)]
        assert numbers(text.replace("2010", ""), language) == told
        assert bool(re.search(DIRECTIONS[language][1], text)) == (one.so_far > 0)
        assert bool(re.search(DIRECTIONS[language][-1], text)) == (one.so_far < 0)


@both
def test_the_pace_rises_or_falls_as_its_printed_number_does(language: str) -> None:
    for one in ANSWERS:
        if pd.notna(one.required_growth) and pd.notna(one.so_far):
            text, pace = needed(one, language).split(";")[0], rounded(one.required_growth, 1)
            assert bool(re.search(DIRECTIONS[language][1], text)) == (pace > 0)
            assert bool(re.search(DIRECTIONS[language][-1], text)) == (pace < 0)


@both
def test_the_plan_table_holds_the_models_numbers(language: str) -> None:
    rows = plan_table(ANSWERS, language).text().to_numpy()
    for one, row in zip(ANSWERS, rows, strict=True):
        low, median, high = one.outlook.low, one.outlook.median, one.outlook.high
        share = 100 * one.done / one.target.value if one.target.measure == "level" else float("nan")
        done = one.done if one.target.measure == "level" else float("nan")
        cells = {3: [one.target.value], 5: [done], 6: [share], 7: [one.so_far], 8: [median, low, high]}
        for column, values in cells.items():
            read = numbers(row[column], language)
            assert len(read) == sum(pd.notna(values))
            assert all(says(number, value) for number, value in zip(read, values, strict=False))
        assert numbers(row[9], language) == [chance_read(one.outlook.chance)]


def test_both_languages_say_the_same_numbers_in_the_same_order() -> None:
    for place in range(0, MANY, len(TARGETS)):
        given = ANSWERS[place : place + len(TARGETS)]
        for tell in (conditions, tasks):
            vietnamese, english = (tell(given, language) for language in wording.LANGUAGES)
            pairs = zip(vietnamese, english, strict=True)
            assert all(numbers(one, "vi") == numbers(other, "en") for one, other in pairs)


@both
def test_nothing_rises_or_falls_by_nothing(language: str) -> None:
    way = re.compile("|".join(DIRECTIONS[language].values()))
    for one in ANSWERS:
        for text in (needed(one, language), *tasks([one], language)):
            assert all(numbers(text[found.end() :], language)[0] != 0 for found in way.finditer(text))


@both
def test_what_the_targets_need_is_ordered_by_how_unlikely_they_are(language: str) -> None:
    ahead = [one for one in ANSWERS[:200] if pd.notna(one.required_growth) and 0.01 <= one.outlook.chance < 0.8][:5]
    told = tasks(ahead, language)[: len(ahead)]
    chances = [next(number for number in numbers(text, language) if decimals(number) == 0) for text in told]
    assert chances == sorted(chances)


def test_the_title_tells_of_the_newest_month_that_is_quoted() -> None:
    early = next(one for one in ANSWERS if one.last.year < YEAR)
    facts = year(0)[1]
    newest = max(period for period in facts["period"] if len(period) == 7 and period.startswith(str(YEAR)))
    known = Known("ninh_thuan", facts, "2022-12-31", "en", answers=[early])
    assert wording.months_to(pd.Period(newest, "M"), "en") in title(known)


# Words


def named_words() -> set[tuple[str, ...]]:
    """Every word that the brief and its command name in full: ("sentence", key) or ("term", group, code)."""
    found = set()
    for module in [*HOUSE.glob("report/**/*.py"), *HOUSE.glob("cli/*.py")]:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                given = [part.value for part in node.args[:2] if isinstance(part, ast.Constant)]
                if node.func.attr == "sentence" and given:
                    found.add(("sentence", str(given[0])))
                if node.func.attr == "term" and len(given) == 2:
                    found.add(("term", *map(str, given)))
    return found


def glossary(file: str, *key: str) -> set[tuple[str, ...]]:
    with (DATA / file).open(encoding="utf-8", newline="") as rows:
        return {tuple(row[column] for column in key) for row in csv.DictReader(rows) if row["vi"] and row["en"]}


def test_every_word_the_documents_use_is_in_the_glossary() -> None:
    known = {("sentence", *key) for key in glossary("sentences.csv", "key")}
    known |= {("term", *key) for key in glossary("terms.csv", "group", "code")}
    asked = named_words()
    assert len(asked) > 40
    assert asked - known == set()


def test_a_department_without_a_letterhead_of_its_own_has_room_to_fill_in() -> None:
    words = letterhead("kon_tum", "2022-08-09")
    assert words.above == "UBND tỉnh ………"
    assert words.place_date == "Kon Tum, ngày 09 tháng 8 năm 2022"


def test_a_letterhead_and_its_signer_are_a_table(tmp_path: Path) -> None:
    (tmp_path / "kon_tum" / "report").mkdir(parents=True)
    table = "item,vi,en\nissuer,Sở A,Department A\nsigner,Phó Giám đốc,Vice Director\n"
    (tmp_path / "kon_tum" / "report" / "letterhead.csv").write_text(table, "utf-8")
    words = letterhead("kon_tum", "2022-08-09", "vi", tmp_path)
    assert (words.issuer, words.signer, words.motto) == ("Sở A", "Phó Giám đốc", "Độc lập - Tự do - Hạnh phúc")


def test_no_code_of_the_documents_names_a_province() -> None:
    texts = [
        module.read_text("utf-8")
        for module in HOUSE.glob("report/**/*.*")
        if module.suffix in (".py", ".jinja", ".csv")
    ]
    assert not any(re.search(r"ninh_?\s?thu", text, re.IGNORECASE) for text in texts)


def test_accuracy_is_read_from_the_replays_and_its_absence_is_said(tmp_path: Path) -> None:
    table = "group,error,covers80,ytd_growth_holds_error,n\nall,1.5,0.8,2.25,1234\n"
    (tmp_path / "national_year_end.csv").write_text(table, "utf-8")
    assert numbers(accuracy("vi", tmp_path), "vi") == [Decimal(n) for n in ("1234", "1.50", "2.25", "80", "80")]
    assert "not stated here" in accuracy("en", tmp_path / "nowhere")


# What a reader must know of an answer


def first(*printed: tuple[str, str, float], day: str = "", **asked: object) -> Answer:
    """An answer of growth from these prints alone (span, period, per cent), on a day, its target otherwise."""
    one = next(one for one in ANSWERS if one.target.measure == "growth_yoy_pct")
    told = one.figures.iloc[:1]
    rows = [told.assign(period_type=span, period=period, value=value) for span, period, value in printed]
    figures = pd.concat(rows or [one.figures], ignore_index=True)
    return replace(one, figures=figures, day=day, target=replace(one.target, **asked))


def test_a_closed_year_is_told_as_printed_and_provisionally() -> None:
    closed = first(("year", "2022", 7.5), day="2023-01-05")
    assert "+7.5%; plan" in heading(closed, "en")
    assert "provisional" in heading(closed, "en")
    assert needed(closed, "en") == f"Figures for the whole of {YEAR} are published."
    assert conditions([closed], "en") == []


def test_after_the_years_end_nothing_speaks_of_months_left() -> None:
    late = first(("ytd", "2022-11", 6.0), day="2023-01-05")
    assert "is over; the figure of the whole year is not printed yet, the newest is of November 2022" in needed(
        late, "en"
    )
    assert not any("left" in text for text in [*conditions([late], "en"), *tasks([late], "en")])


def test_a_plan_that_is_passed_asks_no_pace() -> None:
    assert "reached already" in needed(first(("ytd", "2022-07", 5.0), value=-60.0), "en")


def test_an_old_figure_says_its_month() -> None:
    old, newer = (first(("ytd", "2022-03", 6.0), day=day) for day in ("2022-07-10", "2022-04-10"))
    assert "is of March 2022, 4 months ago" in " ".join(stale(old, "en"))
    assert stale(newer, "en") == []


@both
@pytest.mark.parametrize("why", ["base", "revision", "sectors", "figures"])
def test_an_estimate_that_leaves_the_print_says_by_how_much_and_why(
    why: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = Departure(6.38, 5.0, why, 11.7, ("mining",) if why == "sectors" else ())
    monkeypatch.setattr(Answer, "departure", left)
    (told,) = notes(first(("ytd", "2022-07", 6.38), day="2022-08-09"), language)
    assert {Decimal("6.38"), Decimal("1.4")} <= set(numbers(told, language))


@pytest.mark.parametrize(
    ("upper", "direction", "said"),
    [(None, "at_least", "plan +7%"), (8.0, "at_least", "plan +7 – +8%"), (None, "at_most", "plan at most +7%")],
)
def test_a_plan_is_told_as_what_it_is(upper: float | None, direction: str, said: str) -> None:
    assert said in heading(first(value=7.0, upper=upper, direction=direction), "en")


@pytest.mark.parametrize(("growth", "disagree"), [(11.1, True), (8.6, False)])
def test_two_readings_disagree_only_beyond_their_rounding(growth: float, disagree: bool) -> None:
    printed = pd.DataFrame(
        [(f"{YEAR - 1}", "year", "level", 10823.0)], columns=["period", "period_type", "measure", "value"]
    )
    printed = printed.assign(published="2022-01-05", geography="x", indicator="x", sector="total", unit="", status="")
    level = next(one for one in ANSWERS if one.target.measure == "level")
    level = replace(level, target=replace(level.target, value=11757.6), figures=printed)
    other = replace(level, target=replace(level.target, measure="growth_yoy_pct", value=growth))
    assert bool(readings([level, other])) is disagree
