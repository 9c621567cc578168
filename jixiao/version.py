"""The version, for the command line and for every table written. The packaging reads it from here."""

__version__ = "0.1.0"
