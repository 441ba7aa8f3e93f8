"""The page that carries the draws: nothing from anywhere, no word becomes code, in a browser Python's digits."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import wording
from analysis.outlook.joint import joint_chance
from analysis.outlook.progress import progress
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import Change, Scenario, applied
from analysis.report.web import POLICY, live, live_page
from tests.august import FEW, august


@pytest.fixture(scope="module")
def given() -> list[Answer]:
    return august(FEW)


def test_the_page_asks_nobody_and_runs_one_script(given: list[Answer]) -> None:
    page = live_page(given)
    assert POLICY in page and "default-src 'none'" in POLICY and "'unsafe-inline'" not in POLICY.split("script-src")[1]
    assert "http" not in page.replace("http-equiv", "") and page.count("<script") == 2
    assert len(page.encode()) < 2_000_000


def test_a_word_cannot_end_the_data(given: list[Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "indicator_name", lambda *args, **kwargs: "</script><script>alert(1)</script>")
    assert live(given).count("<script") == 2


def test_without_a_plan_there_is_nothing_to_try() -> None:
    assert live([]) == ""


@pytest.mark.browser
def test_after_any_moves_the_page_prints_what_python_prints(given: list[Answer], tmp_path: Path) -> None:
    browsing = pytest.importorskip("tests.browser.browsing", reason="needs the package playwright")
    if browsing.CHROMIUM is None:
        pytest.skip("needs Chromium or Chrome")
    file = tmp_path / "live.html"
    choices = "".join(f'<input type="radio" name="language" value="{lang}">' for lang in wording.LANGUAGES)
    file.write_text(live_page(given, "vi").replace("<body>", f"<body>{choices}"), "utf-8")
    chance = random.Random(0)
    with browsing.chromium() as browser:
        visit = browsing.visit(browser, file.as_uri(), "#live-chart rect")
        for lang in [chance.choice(wording.LANGUAGES) for _ in range(30)]:
            moves, factor = move(visit, chance), chance.choice([0.97, 1, 1.04])
            visit.page.locator(f"input[name=language][value={lang}]").check()
            place = chance.randrange(len(given))
            plan = round(given[place].target.value * factor, 1)
            field = visit.page.locator("#live-rows input[inputmode]").nth(place)
            field.fill(wording.digits(plan, lang))
            after = moved(given, moves, place, plan)
            rows = visit.page.locator("#live-rows tr")
            printed = [
                [rows.nth(row).locator("td").nth(cell).inner_text() for cell in (3, 4, 5)] for row in range(len(given))
            ]
            assert printed == [expected(one, lang) for one in after]
            together = joint_chance([one for one in after if one.used])
            assert visit.text("#live-together").endswith(wording.chance_text(together, lang))
            field.fill(wording.digits(given[place].target.value, lang))
        assert (visit.errors, visit.outside) == ([], [])


def move(visit: object, chance: random.Random) -> dict[str, int]:
    """Put every slider somewhere."""
    names = visit.page.eval_on_selector_all("#live input[type=range]", "all => all.map(one => one.name)")
    moves = {name: chance.randint(-30, 30) for name in names}
    for name, value in moves.items():
        slide = "(one, to) => { one.value = to; one.dispatchEvent(new Event('input')); }"
        visit.page.locator(f"#live input[name='{name}']").evaluate(slide, value)
    return moves


def moved(given: list[Answer], moves: dict[str, int], place: int, plan: float) -> list[Answer]:
    """The answers with the same moves, one of them to another plan."""
    asked = replace(given[place], target=replace(given[place].target, value=plan))
    before = [asked if at == place else one for at, one in enumerate(given)]
    changes = tuple(Change(*name.split("."), None, None, "growth", float(by)) for name, by in moves.items())
    return applied(before, Scenario("", changes))


def expected(one: Answer, lang: str) -> list[str]:
    """The year's median and range, the chance, and the pace needed, as Python writes them."""
    view, words = one.outlook, {"measure": one.target.measure}
    low, median, high = (
        wording.filled("{x:~estimate}", lang, x=x, **words) for x in (view.low, view.median, view.high)
    )
    pace = progress(one.draws, one.figures, one.target.year, one.last).pace(one.target)
    needed = wording.term("live", "passed", lang) if pace <= -100 else wording.percent(pace, 1, lang, signed=True)
    return [f"{median} ({low} – {high})", wording.chance_text(view.chance, lang), needed]
