"""Pictures of lines -> their characters, each with where it stands in the line and how sure that is.

The model is PP-OCR's recogniser of lines: a picture 48 pixels high goes in, one distribution over its characters for
each 8 pixels comes out.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from multiprocessing import parent_process
from typing import Any, NamedTuple

from jixiao.extract.ocr.dashes import DASH, ONE
from jixiao.extract.ocr.installed import model_file
from jixiao.extract.ocr.marks import WITH_THEIR_BAR
from jixiao.extract.ocr.punctuation import NARROW, WIDE

HEIGHT = 48
"""Pixels: the height of a line that the model was trained on."""

_SHARPEST = 28
"""Pixels: the height of a line, paper included, to which a sharper one is reduced before it is enlarged to the
model's. Thin strokes that are sharp (楷体 at 300 and 600 dpi) are read as those of unsimplified characters, 部門 for
部门: of 402 such lines 36 had a character of low score as they were, 12 at 32 pixels, 6 at 28, 5 at 24; other type is
read alike."""

_BATCH = 8
"""Lines that go through at once: more only wait for the widest (trial on the sample scan)."""

_STEP = 64
"""Pixels to a multiple of which lines are widened: batches of few shapes are planned once."""


_RIVALS = {
    "%": ("‰", 0.0), "一": ("—", 0.0), ">": ("≥", 0.01), "<": ("≤", 0.01), "：": ("；", 1e-3), ":": (";", 1e-3),
}  # fmt: skip
"""Sign -> another that it may be, and the least share of that, of both, from which it is told. Of % and 一 it is always
told, for their ink has a say in it, too: 182 ‰ that were read as % had a share of 9.4e-6 to 4e-3, and 1,079 % 1e-7 to
7e-5. Of printed > and < of 16 pixels and more 99 of 100 had less than this, and two of 41 ≥ and ≤ that were read so. Of
539 ：, 8 to 10.5 pt at 150 and 200 dpi, 98 in 100 had less, and one of 33 ； that were read so (at 8 pt)."""

_BEFORE, _BEHIND = 1, 2
"""Steps before and behind a sign's own in which its rival is looked for: the last ring of ‰ is two steps behind."""


_NO_SIGN = 0
"""Code of a step at which no sign is."""


class Sign(NamedTuple):
    """A recognised character: its text, the middle of it as a share of the line's width, and a score from 0 to 1.

    ``rival`` is another that it may be, though its score is high, and ``likely`` the share of that in both.
    """

    text: str
    at: float
    score: float
    rival: str = ""
    likely: float = 0.0


def recognise(lines: Sequence[Any]) -> list[tuple[Sign, ...]]:
    """Read pictures of lines, rows of grey pixels each; give the characters of each, in the order of the lines."""
    scaled = [_scaled(line) for line in lines]
    order = sorted(range(len(lines)), key=lambda index: scaled[index].shape[1])
    read: list[tuple[Sign, ...]] = [()] * len(lines)
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        for index, signs in zip(batch, _read([scaled[index] for index in batch]), strict=True):
            read[index] = signs
    return read


def _scaled(line: Any) -> Any:
    """Give a line's picture as high as the model takes it, and no sharper than what it was trained on."""
    import cv2

    height = len(line)
    if height > _SHARPEST:
        line = cv2.resize(line, (_width(line, _SHARPEST), _SHARPEST), interpolation=cv2.INTER_AREA)
    return cv2.resize(line, (_width(line, HEIGHT), HEIGHT), interpolation=cv2.INTER_LINEAR)


def _width(line: Any, height: int) -> int:
    """Give how wide a picture is once it is so high."""
    rows, columns = line.shape
    return int(max(1, round(columns * height / rows)))


def _read(lines: Sequence[Any]) -> Iterator[tuple[Sign, ...]]:
    import numpy as np

    widest = -(-max(line.shape[1] for line in lines) // _STEP) * _STEP
    batch = np.zeros((len(lines), 3, HEIGHT, widest), np.float32)
    for index, line in enumerate(lines):
        batch[index, :, :, : line.shape[1]] = line.astype(np.float32) / 127.5 - 1.0
    model = _model()
    (scores,) = model.session.run(None, {model.session.get_inputs()[0].name: batch})
    for line, own in zip(lines, scores, strict=True):
        yield tuple(spelt_signs(own, model.alphabet, widest / line.shape[1]))


def spelt_signs(scores: Any, alphabet: "Alphabet", widened: float) -> Iterator[Sign]:
    """Give the characters that the steps spell: one that goes on over several steps is one, 0 is none.

    ``scores`` has a row for each step, the share of each character in it.

    The score of a mark that exists in two widths is that of both together: which one is printed, its room tells. So it
    is of 一 and —, which their stroke tells apart; that no sign is there, the stroke's ink denies. So it is of ≥ and >,
    of which the bar tells.
    """
    steps, best = len(scores), scores.argmax(axis=1)
    for barred, run in groupby(range(steps), key=lambda step: _with_bar(int(best[step]), alphabet)):
        if barred:
            own = list(run)
            code = _best_of(scores[own], best[own])
            middle = (own[0] + own[-1] + 1) / 2 / steps * widened
            codes = [code, *alphabet.twins.get(code, ())]
            score = max(float(scores[step, codes].sum()) for step in own)
            text = alphabet.characters[code]
            yield Sign(text, min(1.0, middle), min(1.0, score), *_rival(scores, own, code, alphabet))


def _with_bar(code: int, alphabet: "Alphabet") -> int:
    """Give the sign that one may be read of where ink is lost, else itself: a step of > beside one of ≥ is its bar."""
    return alphabet.barred.get(code, code)


def _best_of(scores: Any, best: Any) -> int:
    """Give the sign of the step at which the model is surest: > or ≥ where it read both, and where not the only one."""
    return int(best[scores.max(axis=1).argmax()])


def _rival(scores: Any, steps: Sequence[int], code: int, alphabet: "Alphabet") -> tuple[str, float]:
    """Give the other sign that one may be, where the model finds it likely enough, and its share in both."""
    if code not in alphabet.rivals:
        return "", 0.0
    rival, least = alphabet.rivals[code]
    near = float(scores[max(0, steps[0] - _BEFORE) : steps[-1] + _BEHIND + 1, rival].max())
    share = near / (near + float(scores[steps, code].max()))
    return (alphabet.characters[rival], share) if share >= least else ("", 0.0)


class Alphabet(NamedTuple):
    """The model's characters, by their codes; none has the code 0."""

    characters: tuple[str, ...]
    twins: Mapping[int, tuple[int, ...]]
    """A sign's code -> the codes of others whose scores are no doubt about it (``spelt_signs``)."""
    rivals: Mapping[int, tuple[int, float]]
    """Code of a sign -> the code of another that it may be, and the least probability of that."""
    barred: Mapping[int, int]
    """Code of a sign -> the code of the one that it is read of where ink is lost: of > that of ≥."""


def alphabet_of(characters: Sequence[str]) -> Alphabet:
    """Give the alphabet of characters that the model knows; the first is none."""
    codes = {text: code for code, text in enumerate(characters)}
    rivals = {
        codes[sign]: (codes[rival], least) for sign, (rival, least) in _RIVALS.items() if {sign, rival} <= codes.keys()
    }
    return Alphabet(tuple(characters), _twins(codes), rivals, _barred(codes))


class _Model(NamedTuple):
    session: Any
    alphabet: Alphabet


@cache
def _model() -> _Model:
    """Load the model, once a process: one of a batch has one thread, since the others read on the other cores."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 0 if parent_process() is None else 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a waiting thread took a core from others
    session = InferenceSession(str(model_file()), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    classes = int(session.get_outputs()[0].shape[-1]) if isinstance(session.get_outputs()[0].shape[-1], int) else 0
    padding = [" "] * (max(len(characters) + 2, classes) - len(characters) - 1)
    return _Model(session, alphabet_of(("", *characters, *padding)))


def _barred(codes: Mapping[str, int]) -> dict[int, int]:
    known = {sign: barred for sign, barred in WITH_THEIR_BAR.items() if {sign, barred} <= codes.keys()}
    return {codes[sign]: codes[barred] for sign, barred in known.items()}


def _twins(codes: Mapping[str, int]) -> dict[int, tuple[int, ...]]:
    twins: dict[int, tuple[int, ...]] = {}
    for plain, barred in _barred(codes).items():
        twins |= {plain: (barred,), barred: (*twins.get(barred, ()), plain)}
    for one, other in (*zip(NARROW, WIDE, strict=True), (DASH, ONE)):
        if one in codes and other in codes:
            no_sign = (_NO_SIGN,) if one == DASH else ()
            twins |= {codes[one]: (codes[other], *no_sign), codes[other]: (codes[one], *no_sign)}
    return twins
