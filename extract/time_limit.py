"""A limit on what reading a page may take: neither a page nor a second opinion on one must hold up the file."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlow(BaseException):
    """The time is up. It is no Exception, so that a library's own net for errors does not catch it."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the body once it has used so many seconds of the processor, whatever else the machine is doing.

    Within the body of another limit there is that one only.

    Only a process's main thread can be interrupted, and not on Windows: elsewhere there is no limit but the file's.
    """
    if not _can_interrupt() or is_limited():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)  # again each second: a library's finally may hang as well
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def is_limited() -> bool:
    """Whether this is the body of a limit."""
    return _can_interrupt() and signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0


def _can_interrupt() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow
