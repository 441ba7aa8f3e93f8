"""The explorer and the notebooks in a real browser that reaches no other machine."""

import json
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright", reason="needs the package playwright")

from playwright.sync_api import Browser

from tests.browser import browsing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browsing.CHROMIUM is None, reason="needs Chromium or Chrome"),
]
ELECTRICITY = 2
NAMES = sorted(path.name for path in browsing.NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def explorer(chromium: Browser) -> Iterator[browsing.Visit]:
    """The explorer, ready, in Voilà."""
    with browsing.voila() as address:
        yield browsing.visit(chromium, address, "iframe.explorer-live")


@pytest.fixture(scope="module")
def lab(chromium: Browser) -> Iterator[browsing.Visit]:
    """JupyterLab, ready."""
    with browsing.jupyterlab() as address:
        yield browsing.visit(chromium, address, ".jp-Launcher, .jp-Notebook")


def move_and_speak_english(visit: browsing.Visit) -> None:
    """Move a slider, see the chances change, change the language, see the words change."""
    live = visit.page.frame_locator("iframe.explorer-live")
    slider, shown = live.locator("input[type=range]").nth(ELECTRICITY), live.locator("#live-rows")
    before = shown.inner_text()
    slider.fill("12")
    assert shown.inner_text() != before
    words = visit.text(".explorer-line")
    visit.page.get_by_role("button", name="English").click()
    visit.wait_until_other(".explorer-line", "innerText", words)
    assert "chance of reaching" in visit.text(".explorer-line")


def runs_code(visit: browsing.Visit, kernel: str) -> bool:
    """Whether a script on the page gets the kernel to run code that is not in the notebook."""
    asked = """kernel => new Promise(answer => {
        const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels`);
        const header = {msg_id: 'x', msg_type: 'execute_request', session: 'x', username: '', version: '5.3'};
        const content = {code: '6 * 7', silent: false, store_history: false, user_expressions: {}};
        const message = {header, parent_header: {}, metadata: {}, content, channel: 'shell', buffers: []};
        header.date = new Date().toISOString();
        socket.onopen = () => socket.send(JSON.stringify(message));
        socket.onmessage = said => { if (/"text.plain": *"42"/.test(said.data)) answer(true); };
        setTimeout(() => answer(false), 4000);
    })"""
    return visit.page.evaluate(asked, kernel)


def test_a_slider_moves_the_chances_and_the_language_every_word(explorer: browsing.Visit) -> None:
    move_and_speak_english(explorer)
    assert (explorer.errors, explorer.outside) == ([], [])


def test_the_page_shows_no_code(explorer: browsing.Visit) -> None:
    assert "import" not in explorer.page.content().split("</head>")[1].split('id="rendered_cells"')[1]
    assert explorer.page.locator(".jp-CodeMirrorEditor, .jp-InputArea-editor").count() == 0


def test_the_page_gives_nobody_a_way_to_run_code(explorer: browsing.Visit) -> None:
    told = explorer.page.locator("#jupyter-config-data").inner_text()
    assert not runs_code(explorer, json.loads(told)["kernelId"])


def test_nothing_is_wider_than_a_telephone(explorer: browsing.Visit) -> None:
    explorer.page.set_viewport_size({"width": 420, "height": 900})
    wide = explorer.page.evaluate("document.documentElement.scrollWidth")
    explorer.page.set_viewport_size({"width": 1280, "height": 800})
    assert wide <= 420


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_opens_in_jupyterlab_with_its_outputs(lab: browsing.Visit, name: str) -> None:
    browsing.open_notebook(lab, name)
    assert (lab.errors, lab.outside) == ([], [])


def test_what_the_page_refuses_jupyterlab_does(lab: browsing.Visit) -> None:
    # else a refusal would prove nothing
    lab.page.wait_for_function("fetch('/api/kernels').then(told => told.json()).then(told => told.length > 0)")
    kernels = lab.page.evaluate("fetch('/api/kernels').then(told => told.json())")
    assert runs_code(lab, kernels[-1]["id"])


def test_the_explorer_runs_in_jupyterlab(lab: browsing.Visit) -> None:
    browsing.open_notebook(lab, "explorer.ipynb")
    browsing.run_all(lab, "iframe.explorer-live")
    move_and_speak_english(lab)
    assert (lab.errors, lab.outside) == ([], [])
