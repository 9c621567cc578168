"""Many PDFs from the samples, each different in its bytes, spread over folders of years: an archive to try batches on.

    python benchmarks/copies.py 1000 archive

Only a number in the file's description differs, so that a copy gives the rows of its sample. The scan is left out, for
it gives none. The same count gives the same bytes.
"""

import argparse
from pathlib import Path

import pikepdf

SAMPLES = Path(__file__).parent.parent / "samples"
YEARS = range(2015, 2025)


def make_copies(count: int, folder: Path) -> tuple[Path, ...]:
    """Write ``count`` PDFs below a folder, as 2015/0000-zhoucun-2024.pdf, and give their paths."""
    originals = [path for path in sorted(SAMPLES.glob("*.pdf")) if "scan" not in path.stem]
    return tuple(_copy(number, originals[number % len(originals)], folder) for number in range(count))


def _copy(number: int, original: Path, folder: Path) -> Path:
    year = YEARS[number // len(YEARS) % len(YEARS)]  # not in step with the samples: each year has all of them
    path = folder / str(year) / f"{number:04d}-{original.name}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.open(original) as pdf:
        pdf.docinfo["/JixiaoCopy"] = str(number)
        pdf.save(path, deterministic_id=True)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    paths = make_copies(given.count, given.folder)
    print(f"{len(paths)} PDFs in {given.folder}, {sum(path.stat().st_size for path in paths) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
