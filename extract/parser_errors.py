"""What a PDF parser raises on objects it did not expect: a damaged or unusual page, never a fault of the caller."""

import struct
import zlib

PARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
