"""Nothing that is tested reaches another machine: not a test, not a process it starts, not a notebook's kernel."""

import socket
import subprocess
import sys
from collections.abc import Callable

import nbformat
import pytest
from nbconvert.preprocessors import CellExecutionError, ExecutePreprocessor
from nbformat.v4 import new_code_cell, new_notebook

ELSEWHERE = ("192.0.2.1", 80)
"""An address that stands for no machine (RFC 5737)."""
ASK = {
    "connect": lambda: socket.create_connection(ELSEWHERE, timeout=5),
    "send": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ELSEWHERE),
    "name": lambda: socket.getaddrinfo("example.org", 80),
    "old name": lambda: socket.gethostbyname("example.org"),
}


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_test_that_asks_another_machine_fails(ask: Callable[[], object]) -> None:
    with pytest.raises(OSError, match="tests run offline"):
        ask()


def test_a_process_that_a_test_starts_is_closed_too() -> None:
    code = "import urllib.request; urllib.request.urlopen('https://example.org')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "tests run offline, somebody asked for example.org" in done.stderr


def test_a_notebook_that_reads_from_the_network_fails() -> None:
    remote = new_notebook(cells=[new_code_cell("import pandas as pd\npd.read_csv('https://example.org/iip.csv')")])
    with pytest.raises(CellExecutionError, match="tests run offline"):
        ExecutePreprocessor(kernel_name="python3").preprocess(nbformat.from_dict(remote), {})


def test_this_machine_answers_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as asking:
        assert asking.getpeername() == server.getsockname()
