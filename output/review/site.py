"""A folder that holds a static site, whole at any moment.

    review/index.html, <doc_id>.html   pages; they change last, one by one
    review/assets/<hash>/              styles, scripts and words; never changed
    review/data/<hash>.js              what a page shows; never changed
    review/pictures/<hash>/            a PDF's pages; never changed, and kept for as long as a document has them
    review/.jixiao-review              says that the folder is ours, and which pages we put there

Whatever stops a run, each page leads to files that are whole: what it needs stands before it changes, and what it
needed goes after.
"""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from jixiao.errors import OutputNotWritable
from jixiao.output.disk import write_whole

MARKER = ".jixiao-review"
PICTURES = "pictures"
_OWN = ("assets", "data", PICTURES)
_NEW = ".jixiao-new"


class Site:
    """The site's folder. All errors of the disk are OSError."""

    def __init__(self, folder: Path, pages: Iterable[str]) -> None:
        """Begin or go on with a site that is to have these pages. Raises OutputNotWritable where others' files are."""
        self.folder = folder
        self._pages = set(pages)
        self._kept: set[Path] = set()
        self._before = self._begin()

    def _begin(self) -> set[str]:
        marker = self.folder / MARKER
        if self.folder.exists() and not marker.exists() and any(self.folder.iterdir()):
            raise OutputNotWritable(self.folder, "it holds files that jixiao did not put there")
        self.folder.mkdir(parents=True, exist_ok=True)
        before = set(marker.read_text("utf-8").splitlines()) if marker.exists() else set()
        in_the_way = sorted(name for name in self._pages - before if (self.folder / name).exists())
        if in_the_way:
            raise OutputNotWritable(self.folder, f"{in_the_way[0]} is in the way, and jixiao did not put it there")
        self._mark(before | self._pages)
        for left in self.folder.glob(f"*/*{_NEW}"):
            _remove(left)
        return before

    def _mark(self, pages: Iterable[str]) -> None:
        self._replace(self.folder / MARKER, "\n".join(sorted(pages)).encode())

    def put_page(self, name: str, content: bytes) -> None:
        """Put a page, or change it, in one step."""
        path = self.folder / name
        if not path.exists() or path.read_bytes() != content:
            self._replace(path, content)

    def put_data(self, content: bytes) -> str:
        """Put a script of data and give its path from the site's folder: the same for the same content."""
        name = f"data/{short_hash(content)}.js"
        self._kept.add(self.folder / name)
        if not (self.folder / name).exists():
            (self.folder / "data").mkdir(exist_ok=True)
            self._replace(self.folder / name, content)
        return name

    def put_assets(self, files: dict[str, bytes]) -> str:
        """Put files that all pages share and give the path of their folder: the same for the same files."""
        name = f"assets/{short_hash(*(part for each in sorted(files.items()) for part in (each[0].encode(), each[1])))}"
        self._kept.add(self.folder / name)
        if not (self.folder / name).exists():
            new = self.new_folder(name)
            for each, content in files.items():
                write_whole(new / each, content)
            new.rename(self.folder / name)
        return name

    def has_pictures(self, name: str) -> bool:
        """Whether the pictures of that name stand in the site; they are kept then."""
        self._kept.add(self.folder / PICTURES / name)
        return (self.folder / PICTURES / name).exists()

    def new_folder(self, name: str) -> Path:
        """Give an empty folder to fill, which is to be renamed to that path."""
        new = self.folder / f"{name}{_NEW}"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        return new

    def put_pictures(self, name: str, filled: Path) -> None:
        """Put a folder that was filled among the pictures."""
        filled.rename(self.folder / PICTURES / name)

    def finish(self) -> None:
        """Take away what no page leads to any more."""
        for name in self._before - self._pages:
            (self.folder / name).unlink(missing_ok=True)
        for path in (path for own in _OWN for path in (self.folder / own).glob("*")):
            if path not in self._kept:
                _remove(path)
        self._mark(self._pages)

    @staticmethod
    def _replace(path: Path, content: bytes) -> None:
        new = path.with_name(path.name + _NEW)
        write_whole(new, content)
        new.replace(path)


def short_hash(*parts: bytes) -> str:
    """Give a name for contents: 16 digits of a hash."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()[:16]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
