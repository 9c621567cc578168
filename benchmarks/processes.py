"""The processes of a run, told by a mark in their environment: which live, and how much memory each took."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "JIXIAO_BENCH_OUT"

SECONDS_BETWEEN_LOOKS = 0.2


def environment(out: Path) -> dict[str, str]:
    """Mark the processes of a run into a folder, and those that it starts."""
    return {**os.environ, MARK: str(out)}


def living(out: Path) -> list[str]:
    """Give the numbers of the processes of runs into a folder (Linux)."""
    mark = f"{MARK}={out}".encode()
    return [path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if mark in _read(path).split(b"\0")]


@contextmanager
def watched_memory(out: Path) -> Iterator[dict[str, int]]:
    """Give what is filled, while the body runs, with each process's largest resident set in MB, as the system says."""
    peaks: dict[str, int] = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(SECONDS_BETWEEN_LOOKS):
            for number in living(out):
                if (peak := _peak(number)) is not None:
                    peaks[number] = peak

    watching = threading.Thread(target=look, daemon=True)
    watching.start()
    try:
        yield peaks
    finally:
        ended.set()
        watching.join()


def _peak(number: str) -> int | None:
    lines = _read(Path(f"/proc/{number}/status")).splitlines()
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith(b"VmHWM")]
    return kilobytes[0] // 1024 if kilobytes else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):  # it ended, or is not ours
        return b""
