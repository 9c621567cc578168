"""jixiao: the budget-performance tables of Chinese finance bureaus, from PDF to tidy data."""

from typing import TYPE_CHECKING, Any

from jixiao.version import __version__

if TYPE_CHECKING:
    from jixiao.conversion import Conversion, convert

__all__ = ["Conversion", "__version__", "convert"]


def __getattr__(name: str) -> Any:
    """Load the conversion only when it is used, so that the command line starts at once."""
    if name in ("convert", "Conversion"):
        import importlib

        return getattr(importlib.import_module("jixiao.conversion"), name)
    raise AttributeError(name)
