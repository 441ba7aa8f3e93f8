"""Whatever is tested: no other machine is reached, and notebooks keep their pictures and their headline numbers."""

pytest_plugins = ["tests.offline", "tests.notebook_pictures", "tests.notebook_headlines"]
