"""Closes this process to other machines, and every Python it starts: kernels, workers, commands."""

import os
from pathlib import Path

from tests.offline import sitecustomize

FOLDER = Path(sitecustomize.__file__).parent

os.environ["PYTHONPATH"] = os.pathsep.join([str(FOLDER), *filter(None, [os.environ.get("PYTHONPATH")])])
