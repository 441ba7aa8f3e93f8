"""Whatever is tested: no other machine is reached, nothing is remembered, and notebooks keep their pictures."""

import os

os.environ["OUTLOOK_MEMO"] = ""

pytest_plugins = ["tests.offline", "tests.notebook_pictures"]
