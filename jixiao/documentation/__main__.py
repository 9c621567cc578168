"""Write the blocks of all pages of a folder anew: ``python -m jixiao.documentation docs``."""

import sys
from pathlib import Path

from jixiao.documentation.blocks import BLOCKS
from jixiao.documentation.markdown import refreshed

if __name__ == "__main__":
    for page in sorted(Path(sys.argv[1]).glob("*.md")):
        written = page.read_text("utf-8")
        page.write_text(refreshed(written, BLOCKS), "utf-8")
