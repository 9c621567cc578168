import os
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that judges a change repeats the same examples; a developer's own runs go on looking for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "samples"
