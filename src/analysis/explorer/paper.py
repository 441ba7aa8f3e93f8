"""What of a page stays in a saved notebook."""

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

_LIVE = "application/vnd.jupyter.widget-view+json"


class WithoutWidgets(Preprocessor):
    """Leaves out the reference to a widget, which is gone with its kernel; the still version of its cell remains."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """The cell with outputs that need no kernel."""
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_LIVE, None)
        return cell, resources
