"""Problems that stop a file. Problems in the data are findings, never exceptions.

Most say what is wrong and what to do next in words that stand with their class (``AlwaysTheSame``, ``WithReason``).

    JixiaoError            the base; ``exit_code`` is what the command line ends with
    ├── WrongArgument      2   a name or a number that a function of Python does not know
    ├── InputNotFound      3   nothing at that path
    ├── NoPdfInFolder      4   a folder without a PDF
    ├── EmptyFile          5   zero bytes
    ├── NotAPdf            6   something else under the name .pdf
    ├── DamagedPdf         7   a PDF that cannot be read to its end
    ├── PasswordNeeded     8   a PDF that opens only with a password
    ├── NoTable            9   a PDF without one ruled table (a scan, or prose)
    ├── OutputNotWritable 10   the output folder or file cannot be written
    ├── BadTemplate       11   a form's TOML file that cannot be used
    ├── NoSuchTable       12   a table number that the PDF does not have
    ├── NoSuchBreak       13   a page behind which no table goes on
    ├── OutputBusy        14   another run is writing into the output folder
    ├── FileNotReadable   15   no plain file, or one that may not be read
    ├── FileLost          16   its conversion died, ran out of time, or out of memory
    ├── FileTooLarge      17   more pages or bytes than are read, or no page that may be read
    ├── PackageMissing    18   a package that what was asked for needs is not installed
    │   └── ProgramMissing 18  a program that reads such a file is not installed
    ├── ClusterUnusable   19   the cluster cannot be reached, is gone, or would convert otherwise than this machine
    ├── NoSuchPage        23   a page number that the PDF does not have
    ├── NothingToCompare  24   no PDF to check has a known table beside it
    ├── BadCorrections    25   a file of corrections that cannot be used
    ├── NoOutput          26   a folder without tables, where those of a conversion were wanted
    ├── PortTaken         27   a port of this machine that cannot be listened at
    └── DamagedSource     29   a file of another kind that cannot be read as what its name says

The command line's own: 20 where what was converted has open warnings, 21 where it has errors or a file failed, 22 where
this program made a mistake.
Exit code 1 is kept for differences found by ``check`` and ``compare``, 2 for wrong use of the command line.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from traceback import extract_tb
from typing import ClassVar

from jixiao.urls import Url


class JixiaoError(Exception):
    """A problem that stops a file. Its message is one line: what, where, and what to do next."""

    exit_code: ClassVar[int] = 1
    problem: str
    next_step: str

    def __init__(self, path: Path | Url, problem: str, next_step: str) -> None:
        """Keep the parts, so that a batch can list them; the message joins them."""
        super().__init__(f"{path}: {problem}; {next_step}")
        self.path = path
        self.problem = problem
        self.next_step = next_step

    def about(self, path: Path | Url) -> "JixiaoError":
        """Give the same error of another path: of the file that a person knows."""
        return _rebuild(type(self), path, self.problem, self.next_step)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders in a batch: rebuild them from their own arguments."""
        return _rebuild, (type(self), self.path, self.problem, self.next_step)


def error_code(error: JixiaoError) -> str:
    """Give the error's name as tables write it: not_a_pdf."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


MISTAKE = 22
"""What the command line ends with where this program made a mistake that cost more than one file."""


def mistake(error: BaseException) -> str:
    """Tell, in one line, of an exception that nobody foresaw: what it is, and where in this program it came up."""
    steps = [step for step in extract_tb(error.__traceback__) if f"{__package__}{os.sep}" in step.filename]
    where = f" in {Path(steps[-1].filename).name}, line {steps[-1].lineno}" if steps else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{where}"


def _rebuild(kind: type[JixiaoError], path: Path | Url, problem: str, next_step: str) -> JixiaoError:
    error = kind.__new__(kind)
    JixiaoError.__init__(error, path, problem, next_step)
    return error


class AlwaysTheSame(JixiaoError):
    """A problem that is told in the same words of every file: they stand with its class."""

    def __init__(self, path: Path | Url) -> None:
        """Name the path."""
        super().__init__(path, self.problem, self.next_step)


class WithReason(JixiaoError):
    """A problem whose words, which stand with its class, have a place for the reason that a system or a reader gave."""

    def __init__(self, path: Path | Url, reason: str) -> None:
        """Pass the reason on."""
        super().__init__(path, self.problem.format(reason=reason), self.next_step)


class WrongArgument(JixiaoError, ValueError):
    """A function was given a name or a number that it does not know. The command line tells of these itself."""

    exit_code = 2

    def __init__(self, path: Path | Url, what: str, given: object, known: Iterable[str]) -> None:
        """Name what was given, and what may be."""
        super().__init__(path, f"{what} {given!r} is not known", f"give one of: {', '.join(known)}")


class InputNotFound(AlwaysTheSame):
    """Nothing stands at the path."""

    exit_code = 3
    problem = "no such file or folder"
    next_step = "check the path"


class FileNotReadable(WithReason):
    """Something stands at the path, and it is no file, or none that may be read."""

    exit_code = 15
    problem = "the file cannot be read ({reason})"
    next_step = "check what it is and who may read it"


class NoPdfInFolder(AlwaysTheSame):
    """A folder was given and holds no PDF, nor another file that is looked for in folders."""

    exit_code = 4
    problem = "no PDF, Word or Excel file in this folder"
    next_step = "give a folder that holds some, or the files themselves"


class EmptyFile(AlwaysTheSame):
    """The file has no bytes."""

    exit_code = 5
    problem = "the file is empty (0 bytes)"
    next_step = "download it again"


class NotAPdf(WithReason):
    """The file is not a PDF, whatever its name says."""

    exit_code = 6
    problem = "not a PDF ({reason})"
    next_step = "give the PDF itself; convert reads other files by what their names end in"


class DamagedPdf(WithReason):
    """The file starts as a PDF and cannot be read to its end."""

    exit_code = 7
    problem = "the PDF is damaged or cut short ({reason})"
    next_step = "download it again, or repair it"


class DamagedSource(JixiaoError):
    """A file that is no PDF cannot be read as what its name says."""

    exit_code = 29

    def __init__(self, path: Path, reason: str) -> None:
        """Pass the reader's reason on."""
        super().__init__(
            path, f"the file cannot be read as {path.suffix.lower()} ({reason})", "check what it is, or save it anew"
        )


class PasswordNeeded(AlwaysTheSame):
    """The PDF opens only with a password (an owner's lock on printing or copying alone does not count)."""

    exit_code = 8
    problem = "the PDF asks for a password"
    next_step = "give the right one with --password, or save a copy without"


class NoTable(JixiaoError):
    """No page has a ruled table."""

    exit_code = 9

    def __init__(self, path: Path, reason: str, next_step: str) -> None:
        """Say what the pages hold instead."""
        super().__init__(path, f"no ruled table on any page ({reason})", next_step)


class OutputNotWritable(WithReason):
    """The output folder, or a file that was asked for, cannot be made or written."""

    exit_code = 10
    problem = "the output cannot be written ({reason})"
    next_step = "choose another place with -o"


class BadTemplate(WithReason):
    """A form template (TOML) cannot be used."""

    exit_code = 11
    problem = "not a usable form template: {reason}"
    next_step = "correct the file"


class BadCorrections(WithReason):
    """A file of corrections (JSON) cannot be used; none of it is."""

    exit_code = 25
    problem = "not a usable file of corrections: {reason}"
    next_step = "correct it; docs/corrections.md has all keys"


class NoSuchTable(JixiaoError):
    """The PDF has no unknown table of this number."""

    exit_code = 12

    def __init__(self, path: Path, number: int, count: int) -> None:
        """Say how many there are."""
        super().__init__(path, f"no unknown table {number}; it has {count}", "see them with: jixiao forms explain FILE")


class NoSuchBreak(JixiaoError):
    """No table goes on, or could go on, behind this page."""

    exit_code = 13

    def __init__(self, path: Path, page: int) -> None:
        """Name the page."""
        super().__init__(
            path, f"no table meets a page break behind page {page}", "see the breaks with: jixiao seams FILE"
        )


class NoSuchPage(JixiaoError):
    """The PDF has no page of this number, or none of these."""

    exit_code = 23

    def __init__(self, path: Path, numbers: str, count: int) -> None:
        """Say how many there are."""
        super().__init__(path, f"there is no page {numbers}; it has {count}", "check the number of the page, from 1")


class NothingToCompare(JixiaoError):
    """PDFs were to be held against known tables, and none has one."""

    exit_code = 24

    def __init__(self, path: Path, count: int) -> None:
        """Say how many PDFs there are; ``path`` is the first."""
        more = f", nor beside {count - 1} more" if count > 1 else ""
        super().__init__(path, f"no known table stands beside it{more}", "write one with --create, and look it through")


class FileLost(JixiaoError):
    """The conversion of a file came to no end of its own: it died, ran out of time, or out of memory."""

    exit_code = 16


class FileTooLarge(JixiaoError):
    """The file has more of something than is read (extract/bounds.py), and nothing of it was."""

    exit_code = 17


class OutputBusy(AlwaysTheSame):
    """Another run is writing into the output folder."""

    exit_code = 14
    problem = "another run is writing into this folder"
    next_step = "wait for it, or choose another with -o"


class PackageMissing(JixiaoError):
    """What was asked for needs a package that is not installed."""

    exit_code = 18

    def __init__(self, wanted: Path | Url, reason: str, install: str) -> None:
        """Name what was asked for, and what to install."""
        super().__init__(wanted, f"a package that it needs is not installed ({reason})", f"pip install {install}")


class ProgramMissing(PackageMissing):
    """The file is read by a program that is not installed."""

    def __init__(self, path: Path, program: str, instead: str) -> None:
        """Name the program, and what to do without it."""
        JixiaoError.__init__(
            self, path, f"{program} reads such files, and is not installed", f"install it, or {instead}"
        )


class ClusterUnusable(JixiaoError):
    """The cluster cannot be reached, is gone, or would convert otherwise than this machine."""

    exit_code = 19


class NoOutput(AlwaysTheSame):
    """The folder holds no tables of a conversion."""

    exit_code = 26
    problem = "no tables of a conversion stand in this folder"
    next_step = "convert into it first, with -o"


class PortTaken(JixiaoError):
    """The port cannot be listened at: another program does, or it is not for everyone."""

    exit_code = 27

    def __init__(self, port: int, reason: str) -> None:
        """Pass the system's reason on."""
        address = Url(f"http://127.0.0.1:{port}")
        super().__init__(address, f"the port cannot be listened at ({reason})", "choose another with --port")
