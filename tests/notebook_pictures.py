"""A notebook's pictures are compared like its text, but by what the eye sees: nbval passes over them."""

from base64 import b64decode
from collections.abc import Generator
from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell

CLOSE = 0.5
"""Root mean square of the differences of pixels, 0 to 255: one digit more in a title makes 1 and above."""


def pictures(outputs: list[NotebookNode]) -> list[np.ndarray]:
    """The pixels of each picture, 0 to 255."""
    found = [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    return [255 * imread(BytesIO(b64decode(picture)), "png") for picture in found]


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """How far two pictures are apart; infinite where their sizes differ."""
    return float(np.sqrt(np.mean((one - other) ** 2))) if one.shape == other.shape else np.inf


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """After a cell of a notebook ran: its pictures are those that were committed."""
    done = yield
    if isinstance(item, IPyNbCell):
        committed, drawn = pictures(item.cell.outputs), pictures(item.test_outputs)
        far = [distance(*pair) for pair in zip(committed, drawn, strict=False)]
        if len(committed) != len(drawn) or max(far, default=0) > CLOSE:
            item.raise_cell_error(f"other pictures than committed: {len(drawn)} for {len(committed)}, {far} apart")
    return done
