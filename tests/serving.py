"""A server of jixiao in a process of its own, as a person starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESS = re.compile(r"open (http://127\.0\.0\.1:([0-9]+)/([^/]+)/)")


@contextmanager
def served(out: Path) -> Iterator[tuple[str, int, str]]:
    """Serve an output folder; give the address that is printed, its port and its token."""
    command = [sys.executable, "-m", "jixiao", "serve", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        assert process.stdout is not None
        found = ADDRESS.match(process.stdout.readline())
        assert found
        yield found[1], int(found[2]), found[3]
    finally:
        process.terminate()
        process.wait(30)
