"""jixiao: the budget-performance tables (预算绩效目标表) of Chinese finance bureaus, from PDF to tidy data.

    import jixiao

    conversion = jixiao.convert("samples/zhoucun-2024.pdf")
    conversion.indicators  # a pandas data frame; so are forms, targets, fields, tables, checks, findings
    conversion.findings.query("severity != 'info'")  # what a person should look at
    conversion.write("out")  # CSV and Parquet, beside the documents that the folder holds

    batch = jixiao.convert_all("samples")  # a folder, a pattern, or a list of files
    batch.indicators  # of all of them; doc_id tells them apart
    batch.failures  # the files that could not be converted, each with the reason

    jixiao.compare("out", "samples/zhoucun-2024.pdf").is_alike  # two conversions of one document, row by row
    jixiao.panel("out").panel  # the same indicator followed over years

Every problem that stops a file is a ``jixiao.JixiaoError``: its message says what, where, and what to do next.
"""

from typing import TYPE_CHECKING, Any

from jixiao.version import __version__

if TYPE_CHECKING:
    from jixiao.comparison import Comparison, compare
    from jixiao.conversion import Conversion, convert
    from jixiao.errors import JixiaoError
    from jixiao.many import Batch, convert_all
    from jixiao.panels import Panel, panel

__all__ = [
    "Batch",
    "Comparison",
    "Conversion",
    "JixiaoError",
    "Panel",
    "__version__",
    "compare",
    "convert",
    "convert_all",
    "panel",
]

_MODULES = {
    "Batch": "jixiao.many",
    "Comparison": "jixiao.comparison",
    "Conversion": "jixiao.conversion",
    "JixiaoError": "jixiao.errors",
    "compare": "jixiao.comparison",
    "convert": "jixiao.conversion",
    "convert_all": "jixiao.many",
    "Panel": "jixiao.panels",
    "panel": "jixiao.panels",
}


def __getattr__(name: str) -> Any:
    """Load the conversion only when it is used, so that the command line starts at once."""
    if name in _MODULES:
        import importlib

        return getattr(importlib.import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name what is loaded when it is used, too: ``help(jixiao)`` tells of it."""
    return sorted({*globals(), *__all__})
