"""Every exit code of the command line and what it means, in English and Chinese: the docs are made from this list.

Numbers stand with what ends the program (``jixiao.errors``, ``jixiao.progress``); here are the words.
"""

from typing import NamedTuple

from jixiao import errors
from jixiao.progress import ERRORS, WARNINGS


class ExitCode(NamedTuple):
    """A number that the command line ends with, and what it means."""

    number: int
    says: str
    says_zh: str


DONE, DIFFERENT, WRONG_USE = 0, 1, 2
"""Kept by every program that compares, and by click."""

EXIT_CODES: tuple[ExitCode, ...] = (
    ExitCode(DONE, "done, and nothing is left open", "完成，没有遗留问题"),
    ExitCode(
        DIFFERENT,
        "`check` or `compare` found differences, or `diff` a change",
        "`check` 或 `compare` 发现差异，或 `diff` 发现变化",
    ),
    ExitCode(WRONG_USE, "wrong use of the command line", "命令行用法错误"),
    ExitCode(errors.InputNotFound.exit_code, "no such file or folder", "没有这个文件或文件夹"),
    ExitCode(
        errors.NoPdfInFolder.exit_code,
        "a folder without a PDF, Word or Excel file",
        "文件夹中没有 PDF、Word 或 Excel 文件",
    ),
    ExitCode(errors.EmptyFile.exit_code, "an empty file", "空文件"),
    ExitCode(errors.NotAPdf.exit_code, "not a PDF, nor another file that is read", "不是 PDF，也不是可读取的其他文件"),
    ExitCode(errors.DamagedPdf.exit_code, "a damaged PDF", "PDF 已损坏"),
    ExitCode(errors.PasswordNeeded.exit_code, "a PDF that asks for a password", "PDF 需要密码"),
    ExitCode(
        errors.NoTable.exit_code,
        "no ruled table on any page: a portfolio, a dynamic form, prose, or a scan in which OCR found none; "
        "the message says which",
        "没有一页有带表线的表格：文件包、动态表单、纯文字，或 OCR 未找到表格的扫描件；提示会说明是哪一种",
    ),
    ExitCode(
        errors.OutputNotWritable.exit_code, "the output folder or file cannot be written", "输出文件夹或文件无法写入"
    ),
    ExitCode(errors.BadTemplate.exit_code, "a form template that cannot be used", "表式模板不能用"),
    ExitCode(errors.NoSuchTable.exit_code, "no unknown table of that number", "没有该序号的未知表格"),
    ExitCode(errors.NoSuchBreak.exit_code, "no table meets a page break behind that page", "该页之后没有跨页的表格"),
    ExitCode(
        errors.OutputBusy.exit_code, "another run is writing into the output folder", "另一次运行正在写入该输出文件夹"
    ),
    ExitCode(
        errors.FileNotReadable.exit_code, "no plain file, or one that may not be read", "不是普通文件，或无权读取"
    ),
    ExitCode(
        errors.FileLost.exit_code,
        "the file's conversion died, ran out of time, or out of memory",
        "转换该文件的进程中途终止、超时或内存不足",
    ),
    ExitCode(
        errors.FileTooLarge.exit_code,
        "a file with more pages or bytes than are read, or none of whose pages may be read",
        "页数或字节数超过上限，或没有一页可以读取",
    ),
    ExitCode(
        errors.PackageMissing.exit_code,
        "a package that what was asked for needs is not installed: Dask, xlsxwriter, DuckDB, rapidfuzz, "
        "what reads Word and Excel, "
        "or such a URL; or LibreOffice",
        "所需的软件包未安装：Dask、xlsxwriter、DuckDB、rapidfuzz，读取 Word、Excel 或该类网址的软件包，或 LibreOffice",
    ),
    ExitCode(
        errors.ClusterUnusable.exit_code,
        "the cluster cannot be reached, is gone, or would convert otherwise than this machine",
        "集群无法连接、已消失，或会给出与本机不同的结果",
    ),
    ExitCode(WARNINGS, "`convert`: all is written, and there are open warnings", "`convert`：全部写出，有待处理的警告"),
    ExitCode(
        ERRORS,
        "`convert`: all is written, and there are errors, or files that failed",
        "`convert`：全部写出，有错误或失败的文件",
    ),
    ExitCode(
        errors.MISTAKE,
        "a mistake in this program; `python -X dev -m jixiao …` shows where",
        "本程序自身的错误；`python -X dev -m jixiao …` 显示出处",
    ),
    ExitCode(errors.NoSuchPage.exit_code, "no page of that number", "没有该页"),
    ExitCode(
        errors.NothingToCompare.exit_code,
        "`check`: no PDF has a known table beside it",
        "`check`：没有一个 PDF 旁有已知表格",
    ),
    ExitCode(errors.BadCorrections.exit_code, "a file of corrections that cannot be used", "更正文件不能用"),
    ExitCode(errors.NoOutput.exit_code, "no tables of a conversion stand in the folder", "该文件夹中没有转换所得的表"),
    ExitCode(errors.PortTaken.exit_code, "`serve`: the port cannot be listened at", "`serve`：无法监听该端口"),
    ExitCode(
        errors.DamagedSource.exit_code,
        "a file of another kind that cannot be read as what its name says",
        "其他类型的文件，内容与其名称所示类型不符",
    ),
)
