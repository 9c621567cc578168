"""Known tables as converted text, damaged by chance: rows right, in doubt, wrong and flagged, wrong in silence.

    python -m benchmarks.damages [SEEDS]

A row wrong in silence is the one result that must not be; the program ends with 1 where there is any.
"""

import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.damaging.damages import damaged
from tests.damaging.judging import Judged, judge
from tests.damaging.plain import known_lines, text_of

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = (
    "zhoucun-2024",
    "zhoucun-2023",
    "zhoucun-2022",
    "shili-department-2024",
    "shili-project-2024",
    "shili-selfeval-2023",
)
SEEDS = 100


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    totals: dict[str, Counter[str]] = {}
    for seed in range(seeds):
        kind, judged = run(seed)
        own = totals.setdefault(kind if "+" not in kind else "three at once", Counter())
        own.update(
            texts=1, right=judged.right, doubted=judged.doubted, flagged=judged.flagged, silent=len(judged.silent)
        )
        for each in judged.silent:
            print(f"seed {seed}, {kind}: {each}")
    print("| damage | texts | rows right | of these in doubt | wrong, flagged | wrong in silence |")
    print("|---|---:|---:|---:|---:|---:|")
    for kind, own in [*sorted(totals.items()), ("all", sum(totals.values(), Counter()))]:
        print(f"| {kind} | {own['texts']} | {own['right']} | {own['doubted']} | {own['flagged']} | {own['silent']} |")
    sys.exit(1 if any(own["silent"] for own in totals.values()) else 0)


def run(seed: int) -> tuple[str, Judged]:
    """Damage a sample's text by a seed, and judge what comes of it."""
    name = Random(seed).choice(NAMES)
    kind, lines = damaged(known_lines(SAMPLES / f"{name}.indicators.csv"), seed)
    with TemporaryDirectory() as folder:
        text = Path(folder) / f"{name}.txt"
        text.write_text(text_of(lines), encoding="utf-8")
        return kind, judge(text, SAMPLES / f"{name}.pdf")


if __name__ == "__main__":
    main()
