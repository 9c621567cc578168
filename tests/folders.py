"""What tests of output folders share."""

import os
from pathlib import Path


def content_of(out: Path) -> dict[str, bytes]:
    """Give all that a person finds in an output folder: every file's content by its name."""
    found = (Path(parent, name) for parent, _, names in os.walk(out, followlinks=True) for name in names)
    files = ((path.relative_to(out), path) for path in found)
    return {str(name): path.read_bytes() for name, path in files if name.parts[0] != ".jixiao"}
