"""Where a file stands: on a disk of this machine (a Path), or behind a URL that fsspec reads."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""How a URL begins. One letter in front of a colon is a disk of Windows."""

_IN_THIS_PROCESS = "memory://"
"""What fsspec keeps in the process that put it there: no other process sees it."""


class Url(str):
    """A URL of a file or a folder."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The last part of its path: of web addresses without what is asked behind it, and decoded."""
        path = unquote(urlsplit(self).path) if self.startswith(("http://", "https://")) else self
        return path.rstrip("/").rpartition("/")[2]

    @property
    def is_in_this_process(self) -> bool:
        """Whether no other process sees it."""
        return self.startswith(_IN_THIS_PROCESS)


def located(text: str) -> Path | Url:
    """Give the place that a user named."""
    if text.startswith("file://"):
        from urllib.request import url2pathname  # it brings what talks to servers: 20 ms

        return Path(url2pathname(urlsplit(text).path))
    return Url(text) if _URL.match(text) else Path(text)
