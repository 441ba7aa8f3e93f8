"""This project's pages in a real browser that reaches no network but this machine."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 90_000
"""Milliseconds: a busy machine estimates a day in a minute."""

_QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*token=\w+")
_COMMAND = "([name, words]) => { window.jupyterapp.commands.execute(name, words); }"
_HOME = {"127.0.0.1", "localhost"}


@dataclass
class Visit:
    """A page with what went wrong on it: errors of its console, requests to other machines (none gets through)."""

    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """What stands in the first element of that kind."""
        return self.page.locator(selector).first.inner_text()

    def wait_until_other(self, selector: str, attribute: str, former: str) -> None:
        """Wait until an attribute of the first element of that kind is no longer what it was."""
        changed = "([selector, attribute, former]) => document.querySelector(selector)?.[attribute] !== former"
        self.page.wait_for_function(changed, arg=[selector, attribute, former], timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)


def visit(browser: Browser, address: str, until: str) -> Visit:
    """The page at the address, opened in a window of its own, as soon as there is an element of that kind."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    found = Visit(page)
    page.on("console", lambda said: found.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.route("**/*", lambda route: _stay_home(route, found))
    page.goto(address)
    page.wait_for_selector(until)
    return found


def open_notebook(lab: Visit, name: str) -> None:
    """Open a notebook in JupyterLab and wait until an output is seen."""
    lab.page.evaluate(_COMMAND, ["docmanager:open", {"path": name}])
    lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output").first.wait_for()


def run_all(lab: Visit, until: str) -> None:
    """Run the notebook in front, until there is an element of that kind."""
    lab.page.evaluate(_COMMAND, ["notebook:run-all-cells", {}])
    lab.page.wait_for_selector(until)


@contextmanager
def voila() -> Iterator[str]:
    """The address of the explorer as `make explore` serves it."""
    command = ["voila", "--no-browser", f"--port={_free_port()}", "explorer.ipynb"]
    with _served(command, NOTEBOOKS) as address:
        yield address


@contextmanager
def jupyterlab() -> Iterator[str]:
    """The address of JupyterLab over a copy of the notebooks, with settings of its own."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(NOTEBOOKS, Path(folder) / "notebooks")
        command = ["jupyter-lab", "--no-browser", f"--port={_free_port()}", "--ServerApp.ip=127.0.0.1"]
        command += ["--allow-root", "--expose-app-in-browser"]
        command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
        _ask_for_no_news(Path(folder) / "SETTINGS")
        own = {f"JUPYTERLAB_{name}_DIR": str(Path(folder) / name) for name in ("SETTINGS", "WORKSPACES")}
        with _served(command, Path(folder) / "notebooks", own) as address:
            yield address


def _ask_for_no_news(settings: Path) -> None:
    """JupyterLab otherwise asks at its first start whether to fetch news."""
    folder = settings / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    (folder / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}', "utf-8")


def _stay_home(route: Route, found: Visit) -> None:
    address = urlsplit(route.request.url)
    if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in _HOME:
        found.outside.append(route.request.url)
        route.abort()
    else:
        route.continue_()


@contextmanager
def _served(command: list[str], folder: Path, settings: dict[str, str] | None = None) -> Iterator[str]:
    """The address that a server prints when it is ready; it is stopped at the end, its kernels with it."""
    program = str(Path(sys.executable).with_name(command[0]))
    known = {**os.environ, "JUPYTER_PATH": str(NOTEBOOKS), "JUPYTER_PREFER_ENV_PATH": "1", "MPLBACKEND": ""}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [program, *command[1:]], cwd=folder, env=known | (settings or {}), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield _address(server, log)
        finally:
            server.terminate()
            server.wait(20)


def _address(server: subprocess.Popen, log: "tempfile._TemporaryFileWrapper[str]") -> str:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until and server.poll() is None:
        log.seek(0)
        if found := _ADDRESS.search(log.read()):
            return found[0]
        time.sleep(0.2)
    log.seek(0)
    raise RuntimeError(log.read())


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]
