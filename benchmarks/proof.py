"""What the proofs notice: changes to what the reader gave of every sample, later faults, and changes to the documents.

    python -m benchmarks.proof [--count 3000] [--documents 600] [--rules 300] [--seed 1]

All are of many kinds, at random places. Prints for each kind how many changes were made, how many of them the proof of
reading noticed, and how many another finding told. Changes to a document itself are made where it prints a sum, a
number or a contents list that is about the place; of those, how many any check or finding noticed. Rules are taken from
what the reader gave of a page; of those without which texts of two cells become one, how many the page's picture
showed.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from jixiao.extract.engines import READERS, looked_at, read_document, read_page, read_pages
from jixiao.extract.grid import PageTables
from jixiao.extract.rule_account import RULE_MISSED, Looks
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.matching import Match
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.proof.reading import FAILURES
from jixiao.normalize.records import Document, Finding, Form, Severity
from jixiao.normalize.tables.model import LogicalTable
from tests.document_mutations import DOCUMENT_MUTATIONS, as_file
from tests.lost_rules import without_column_rule, without_row_rule
from tests.mutations import MUTATIONS, RECORD_MUTATIONS

SAMPLES = Path(__file__).parent.parent / "samples"
PROOF = FAILURES

RECOGNISED = "text_from_ocr"
"""Finding of a document that OCR read."""


def codes(pages: Sequence[PageTables], name: str) -> set[str]:
    """Give the codes of a document's findings that a person should look at."""
    return open_codes(normalise(iter(pages), name))


def open_codes(document: Document) -> set[str]:
    return {finding.code for finding in document.findings if finding.severity is not Severity.INFO}


def changed_on_the_way(kind: str, chance: random.Random) -> Callable[..., Form]:
    """Give a reader of forms that makes a fault in one of a document's forms, the first that the change fits."""
    done = []

    def read(table: LogicalTable, match: Match, number: int) -> Form:
        form = read_form(table, match, number)
        changed = RECORD_MUTATIONS[kind](form, chance) if not done and chance.random() < SHARE else None
        done.extend([True] if changed else [])
        return changed or form

    return read


SHARE = 0.3
"""Of forms, among which the fault is made in the first: any form of a document may have it."""


class Tally:
    """What was made of each kind of change, and what of it was noticed."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self.kinds = tuple(kinds)
        self.made, self.noticed, self.otherwise = Counter[str](), Counter[str](), Counter[str]()

    def add(self, kind: str, found: set[str], untouched: set[str]) -> None:
        """Count a change, and what was found in the document that has it and ``untouched``."""
        self.made[kind] += 1
        self.noticed[kind] += bool(found & PROOF)
        self.otherwise[kind] += bool(found - PROOF - untouched)

    def show_noticed(self) -> None:
        """Print what any check or finding noticed of changes to documents."""
        print("| change to the document itself | made | noticed |\n|---|---:|---:|")
        for kind in self.kinds:
            print(f"| {kind} | {self.made[kind]} | {self.otherwise[kind]} |")
        print(f"| all | {self.made.total()} | {self.otherwise.total()} |\n")

    def show(self, title: str) -> None:
        """Print the tally as a Markdown table."""
        print(f"| {title} | made | noticed by the proof | told by another finding too |\n|---|---:|---:|---:|")
        for kind in self.kinds:
            print(f"| {kind} | {self.made[kind]} | {self.noticed[kind]} | {self.otherwise[kind]} |")
        print(f"| all | {self.made.total()} | {self.noticed.total()} | {self.otherwise.total()} |\n")


NOTICED = 0.95
"""Part of the changes to documents that must be noticed."""


def change_documents(
    samples: Mapping[str, Sequence[PageTables]], tally: Tally, count: int, chance: random.Random
) -> None:
    """Change documents where they say something of the place, and count what is noticed."""
    read = {name: normalise(iter(as_file(pages)), name) for name, pages in samples.items()}
    for _ in range(MOST_TRIES * count):
        if tally.made.total() >= count:
            return
        kind, name = chance.choice(list(DOCUMENT_MUTATIONS)), chance.choice(list(samples))
        changed = DOCUMENT_MUTATIONS[kind](as_file(samples[name]), read[name], chance)
        if changed is not None:
            before = Counter((each.code, each.form_no) for each in read[name].findings if _is_open(each))
            now = Counter(
                (each.code, each.form_no) for each in normalise(iter(changed), name).findings if _is_open(each)
            )
            tally.made[kind] += 1
            tally.otherwise[kind] += bool(now - before)


def lose_rules(paths: Sequence[Path], tally: Counter[tuple[str, bool]], count: int, chance: random.Random) -> None:
    """Take rules from pages, and count by kind which losses the page's picture showed."""
    pages = [(path, content) for path in paths for content in read_pages(path, READERS[0])]
    while tally.total() < count:
        path, content = chance.choice(pages)
        before = read_page(path, content).tables
        kind = chance.choice(list(LOST_RULES))
        changed = LOST_RULES[kind](content, chance.choice(before.grids), chance) if before.grids else None
        after = read_page(path, changed) if changed else None
        if after is not None and _texts(after.tables) != _texts(before):
            tally[kind, RULE_MISSED in looked_at(path, after, Looks.EVERYWHERE).tables.doubts] += 1


def _texts(tables: PageTables) -> list[str]:
    return sorted(cell.text for grid in tables.grids for cell in grid.cells if cell.lines)


LOST_RULES = {"rule between rows lost": without_row_rule, "rule between columns lost": without_column_rule}

MOST_TRIES = 50
"""Tries for each change that is wanted: most do not fit most documents."""


def _is_open(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--documents", type=int, default=600, help="changes to the documents themselves")
    parser.add_argument("--rules", type=int, default=300, help="rules taken from pages")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    samples = {path.stem: list(read_document(path)) for path in sorted(SAMPLES.glob("*.pdf"))}
    samples = {name: pages for name, pages in samples.items() if any(page.grids for page in pages)}
    untouched = {name: codes(pages, name) for name, pages in samples.items()}
    typed = [name for name, found in untouched.items() if RECOGNISED not in found]
    reader, later = Tally(MUTATIONS), Tally(RECORD_MUTATIONS)
    kinds = (*MUTATIONS, *RECORD_MUTATIONS)
    while (number := reader.made.total() + later.made.total()) < arguments.count:
        kind = kinds[number % len(kinds)]
        name = chance.choice(typed if kind in MUTATIONS else list(samples))
        if kind in MUTATIONS:
            changed = MUTATIONS[kind](samples[name], chance)
            if changed is not None:
                reader.add(kind, codes(changed, name), untouched[name])
            continue
        before = normalise(iter(samples[name]), name).forms
        with patch("jixiao.normalize.document.read_form", changed_on_the_way(kind, chance)):
            document = normalise(iter(samples[name]), name)
        if document.forms != before:
            later.add(kind, open_codes(document), untouched[name])
    scans = len(samples) - len(typed)
    print(
        f"of {scans} scans nothing holds what was recognised against another text: "
        f"all rows are in doubt ({RECOGNISED})\n"
    )
    reader.show("change to what the reader gave")
    later.show("fault of a later step")
    itself = Tally(DOCUMENT_MUTATIONS)
    change_documents(samples, itself, arguments.documents, chance)
    itself.show_noticed()
    rules = Counter[tuple[str, bool]]()
    lose_rules([SAMPLES / f"{name}.pdf" for name in samples], rules, arguments.rules, chance)
    print("| rule taken from a page | made | shown by its picture |\n|---|---:|---:|")
    for kind in LOST_RULES:
        print(f"| {kind} | {rules[kind, True] + rules[kind, False]} | {rules[kind, True]} |")
    print()
    alarms = sum(bool(found & PROOF) for found in untouched.values())
    print(f"false alarms on the {len(samples)} samples untouched: {alarms}")
    all_noticed = (reader.noticed, later.noticed) == (reader.made, later.made)
    sys.exit(0 if all_noticed and itself.otherwise.total() >= NOTICED * itself.made.total() and not alarms else 1)


if __name__ == "__main__":
    main()
