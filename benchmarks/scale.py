"""Time and memory from 36 to 5,000 pages: one sample repeated, each size in a process of its own, and with two more.

    pip install --group bench
    python benchmarks/scale.py [--plot docs/scale.png]

Prints a Markdown table and draws the plot. Memory is the largest resident set of the process, Python and all; with two
that read its pages, of the largest of the three.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

SAMPLE = Path(__file__).parent.parent / "samples" / "zhoucun-2024.pdf"
COPIES = (1, 10, 35, 70, 139)

CONVERT = """
import json, resource, sys, time
import jixiao
if __name__ == "__main__":
    start = time.perf_counter()
    conversion = jixiao.convert(sys.argv[1], processes=int(sys.argv[3]))
    conversion.write(sys.argv[2])
    rows = sum(len(form.indicators) for form in conversion.converted.document.forms)
    used = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([time.perf_counter() - start, max(used), rows]))
"""


def repeated(folder: Path, copies: int) -> Path:
    """Write a PDF with the sample's pages ``copies`` times over."""
    source = pypdfium2.PdfDocument(SAMPLE)
    target = pypdfium2.PdfDocument.new()
    for _ in range(copies):
        target.import_pages(source)
    path = folder / f"{copies}.pdf"
    target.save(path)
    return path


def measured(pdf: Path, out: Path, processes: int) -> tuple[float, float, int]:
    """Give seconds, largest resident set in MB, and rows."""
    command = [sys.executable, "-c", CONVERT, pdf, out, str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes, rows = json.loads(done.stdout)
    return seconds, megabytes, rows


def draw(points: list[tuple[int, float, float]], path: Path) -> None:
    """Draw time and memory over pages."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    pages, seconds, megabytes = zip(*points, strict=True)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    for axes, values, title in ((left, seconds, "seconds"), (right, megabytes, "largest resident set, MB")):
        axes.plot(pages, values, marker="o", color="#b5452c")
        axes.set(title=title, xlabel="pages", ylim=(0, None), xlim=(0, None))
        axes.grid(alpha=0.3)
    figure.savefig(path, dpi=110)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--plot", type=Path)
    plot = parser.parse_args().plot
    pages_each = len(pypdfium2.PdfDocument(SAMPLE))
    points = []
    print("| pages | rows | seconds | ms a page | MB | with two processes | times faster | MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for copies in COPIES:
            pages = pages_each * copies
            pdf = repeated(Path(folder), copies)
            seconds, megabytes, rows = measured(pdf, Path(folder) / "one", 1)
            with_two, most, same = measured(pdf, Path(folder) / "two", 2)
            points.append((pages, seconds, megabytes))
            alone = f"{pages} | {rows} | {seconds:.1f} | {1000 * seconds / pages:.1f} | {megabytes:.0f}"
            print(f"| {alone} | {with_two:.1f} | {seconds / with_two:.2f} | {most:.0f} |", flush=True)
            if rows != same:
                raise SystemExit(f"of {pages} pages two processes gave {same} rows")
    if plot:
        draw(points, plot)


if __name__ == "__main__":
    main()
