"""Whatever is tested: no other machine is reached, and notebooks keep their pictures."""

pytest_plugins = ["tests.offline", "tests.notebook_pictures"]
