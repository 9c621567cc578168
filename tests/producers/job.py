"""What a producer is asked for: a document, a look, and where the PDF shall stand."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.producers.look import Look
from tests.producers.model import Document

HEAD = "示例区2024年预算公开资料汇编"
"""The running head, where a look has one."""

PROGRAM_SECONDS = 600
"""How long a program may take for all the files of one call."""


@dataclass(frozen=True)
class Job:
    """One PDF to make."""

    document: Document
    look: Look
    pdf: Path


def run(command: Sequence[str | Path], **environment: str) -> None:
    """Run a program silently; raises CalledProcessError with what it said."""
    subprocess.run(
        [str(each) for each in command],
        check=True,
        capture_output=True,
        timeout=PROGRAM_SECONDS,
        env={**os.environ, **environment},
    )
