"""The version, for the command line and every table written: the git tag's, which each build writes beside this file.

``importlib.metadata`` knows it too, and takes as long to load as a third of the command line.
"""

try:
    from jixiao._version import __version__
except ModuleNotFoundError:  # a checkout from which nothing was installed
    __version__ = "0.0"

__all__ = ["__version__"]
