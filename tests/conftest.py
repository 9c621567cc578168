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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests record as ``shown``; a worker's own prints would be lost."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    for line in sorted({text for report in reports for name, text in report.user_properties if name == "shown"}):
        terminalreporter.write_line(line)
