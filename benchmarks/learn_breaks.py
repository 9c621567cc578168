"""Learns what each sign at a page break is worth, from the half of the test bench that is kept for learning.

    python -m benchmarks.learn_breaks [--folder FOLDER]

Two logistic regressions: a row that the break cut against whole rows, and a new table against one that goes on. Each
weight is drawn towards the judged one (judged_weights.py), so that a sign the bench hardly shows keeps that value; what
is printed goes into normalize/tables/weights.py.
"""

import argparse
import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.breaks import COUNT, cache_folder
from benchmarks.judged_weights import LABEL_CUT, NEW_TABLE, ROW_CUT
from jixiao.extract.engines import read_document
from jixiao.extract.grid import PageTables
from jixiao.normalize.document import stitch_rules
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.tables.breaks import Break
from jixiao.normalize.tables.decide import find_seam, may_be_cut, row_cut_signs, runs_over_words
from jixiao.normalize.tables.evidence import Pair, words_run_over
from jixiao.normalize.tables.labels import label_cut_signs
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import Outcome, Seam
from jixiao.normalize.tables.stitch import stitch
from jixiao.normalize.tables.table_signs import new_table_signs
from jixiao.normalize.text import clean
from tests.producers.bench import PRODUCERS, Printed, printed

STIFFNESS = 0.3
"""Weight of the pull towards the judged values: a few breaks move a weight by 1, one alone does not."""

SLICER = "wkhtmltopdf"
"""It slices through a line of type, and draws both halves: colours on both pages do not say that a row was cut."""

LARGEST = 9.0
"""Log-odds that no single sign may exceed: what no break of the bench contradicts may still be contradicted
elsewhere."""


class Example(NamedTuple):
    """A break as it was seen: the signs for either question (None: not asked), and the truth."""

    cut_signs: frozenset[str] | None
    table_signs: frozenset[str]
    cut: bool
    new: bool
    labels: tuple[tuple[frozenset[str], bool], ...] = ()
    """Signs of the labels with text on both sides, and whether each is one label."""


def examples(document: Printed, pages: Sequence[PageTables]) -> list[Example]:
    """Give what the stitching saw at each break that the truth knows."""
    truth = {(each.page, each.next_page): each for each in document.breaks}
    texts = {bare(block.text) for table in document.document.tables for block in table.printed.blocks}
    seen: list[Example] = []

    def watched(brk: Break, rules: StitchRules) -> Seam:
        seam = find_seam(brk, rules)
        known = truth.get((seam.above.page, seam.below.page))
        if known is not None and not brk.beside:
            told = may_be_cut(brk) and not (known.cut and document.producer == SLICER)
            cut = row_cut_signs(brk, rules) if told else None
            if cut is not None and runs_over_words(brk, rules):
                cut |= {"word_runs_over"}
            is_cut = seam.outcome is Outcome.ROW_CUT
            table = new_table_signs(brk, rules, is_cut=is_cut)
            seen.append(Example(cut, table, known.cut, not known.goes_on, tuple(labels_at(brk, rules, texts))))
        return seam

    for _ in stitch(pages, stitch_rules(known_forms()), watched):
        pass
    return seen


def bare(text: str) -> str:
    return "".join(clean(text).split())


def labels_at(brk: Break, rules: StitchRules, texts: set[str]) -> Iterator[tuple[frozenset[str], bool]]:
    """Give the labels at a break that are known to be one or two, by the texts that were set."""
    padding = brk.table.memory.cell_padding
    outer: Pair | None = None
    for pair in brk.pairs:
        if pair.label is False or not pair.both:
            outer = pair if pair.label is not False and (pair.above.lines or pair.below.lines) else outer
            continue
        above, below = pair.above.bare, pair.below.bare
        one, two = above + below in texts, above in texts and below in texts
        if one != two and (pair.label is True or pair.spans):
            signs = label_cut_signs(pair, outer, padding, rules.known_labels)
            runs_over = words_run_over([pair], padding, rules.word_runs_over)
            yield signs | {"word_runs_over"} if runs_over else signs, one
        outer = pair if one else outer


def fitted(rows: Sequence[tuple[frozenset[str], bool]], judged: Mapping[str, float]) -> dict[str, float]:
    """Give the weights that explain the rows best, drawn towards the judged ones."""
    names = list(judged)
    signs = np.array([[name == "prior" or name in found for name in names] for found, _ in rows], dtype=float)
    truth = np.array([holds for _, holds in rows], dtype=float)
    start = np.array([judged[name] for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = signs @ weights
        pull = weights - start
        value = np.logaddexp(0, odds).sum() - truth @ odds + STIFFNESS / 2 * pull @ pull
        return value, signs.T @ (expit(odds) - truth) + STIFFNESS * pull

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[_bounds(judged[name]) for name in names])
    return dict(zip(names, (round(float(weight), 1) for weight in found.x), strict=True))


def _bounds(judged: float) -> tuple[float, float]:
    """Keep a sign on its side: what speaks for a cut may come to count nothing, never to speak against it."""
    return (0.0 if judged >= 0 else -LARGEST, 0.0 if judged <= 0 else LARGEST)


def told(name: str, weights: Mapping[str, float], judged: Mapping[str, float], seen: Counter[str]) -> Iterator[str]:
    """Give the weights as they stand in weights.py, with how often each sign was seen and what it was."""
    yield f"{name} = {{"
    for sign, weight in weights.items():
        yield f'    "{sign}": {weight},  # seen {seen[sign]} times, was {judged[sign]}'
    yield "}"


def learn(found: Sequence[Example]) -> Iterator[str]:
    cuts = [(each.cut_signs, each.cut) for each in found if each.cut_signs is not None and not each.new]
    tables = [(each.table_signs, each.new) for each in found]
    labels = [label for each in found if not each.new and not each.cut for label in each.labels]
    questions = (("ROW_CUT", cuts, ROW_CUT), ("LABEL_CUT", labels, LABEL_CUT), ("NEW_TABLE", tables, NEW_TABLE))
    for name, rows, judged in questions:
        seen = Counter(sign for signs, _ in rows for sign in signs)
        yield f"# {len(rows)} breaks, {sum(holds for _, holds in rows)} of them so"
        yield from told(name, fitted(rows, judged), judged, seen)


def examples_of(document: Printed) -> list[Example]:
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    return examples(document, tuple(read_document(document.pdf)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=cache_folder(), help="where the PDFs are kept")
    folder = parser.parse_args().folder
    documents = [
        each for producer in PRODUCERS if not producer.missing() for each in printed(producer, COUNT, folder, "learn")
    ]
    with ProcessPoolExecutor(2) as pool:
        found = [example for each in pool.map(examples_of, documents, chunksize=2) for example in each]
    print("\n".join(learn(found)))


if __name__ == "__main__":
    main()
