"""An editor that changes a text at random and knows where every piece of it went.

A text is a row of pieces: words, signs, white space. Each piece of the old text that is still in the
new one keeps its number, so that the truth about a mark is read off, not computed.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

# Numbers with their points, contractions and compounds are one word each; of Chinese and Japanese
# every sign is.
_PIECE = re.compile(
    r"[\u3041-\u30ff\u3400-\u9fff]"
    r"|(?:(?![\u3041-\u30ff\u3400-\u9fff])\w)+(?:['’.,:-](?:(?![\u3041-\u30ff\u3400-\u9fff])\w)+)*"
    r"|\s+|[^\w\s]"
)
_QUOTES = {"curly": "“”‘’", "plain": "\"\"''", "french": "«»‹›", "german": "„“‚‘"}
_OPENING, _CLOSING = "“«„", "”»"

FAR = 12
"""No word comes in within so many pieces of where the same word went out: then nobody could say
whether it is the old one or another."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What is done to a text: the share of words inserted, removed or replaced, and the rest."""

    words: float = 0.0
    moved: float = 0.0
    quotes: bool = False
    blanks: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The old text and the new one; ``places`` has for each old piece its span there, or None.

    ``pieces`` are the spans in the old text. ``new_order`` counts the words and signs of the new
    text, the inserted ones too: where an old piece stands among them, or -1.
    """

    old: str
    new: str
    pieces: list[tuple[int, int]]
    places: list[tuple[int, int] | None]
    new_order: list[int]


def pieces_of(text: str) -> list[tuple[int, int]]:
    """The spans of words, signs and white space, in order."""
    return [found.span() for found in _PIECE.finditer(text)]


def edit(text: str, edits: Edits, seed: int) -> Edited:
    """The text edited at random; the same for the same arguments."""
    chance = random.Random(seed)
    spans = pieces_of(text)
    raw = [text[start:end] for start, end in spans]
    vocabulary = [piece for piece in raw if piece[0].isalnum()]
    fate = _fates(raw, edits.words, chance)
    new: list[tuple[int, str]] = []
    for paragraph in _paragraph_order(raw, edits.moved, chance):
        for n in paragraph:
            _write(new, n, raw, fate, vocabulary, chance)
    if edits.quotes:
        style = chance.choice(list(_QUOTES.values()))
        new = [(n, _requoted(piece, style)) for n, piece in new]
    if edits.blanks:
        new = [(n, _reblanked(piece, chance)) for n, piece in new]
    places: list[tuple[int, int] | None] = [None] * len(spans)
    order_of = [-1] * len(spans)
    at = order = 0
    for n, piece in new:
        if n >= 0:
            places[n] = (at, at + len(piece))
            order_of[n] = order
        order += not piece.isspace()
        at += len(piece)
    joined = "".join(piece for _, piece in new)
    return Edited(text, joined, spans, places, order_of)


def truth(edited: Edited, first: int, last: int) -> tuple[int, int] | None:
    """Where the pieces ``first`` up to ``last`` stand if all are there, in order, with nothing new
    between them; None where the mark did not survive as it was.
    """
    kept = [n for n in range(first, last) if not _blank(edited, n)]
    orders = [edited.new_order[n] for n in kept]
    if orders[0] < 0 or orders != list(range(orders[0], orders[0] + len(orders))):
        return None
    low, high = edited.places[kept[0]], edited.places[kept[-1]]
    if low is None or high is None:
        return None
    return low[0], high[1]


def remains(edited: Edited, first: int, last: int) -> list[tuple[int, int]]:
    """The new spans of those pieces of a mark that are still there."""
    found = [edited.places[n] for n in range(first, last) if not _blank(edited, n)]
    return [span for span in found if span is not None]


def _blank(edited: Edited, n: int) -> bool:
    start, end = edited.pieces[n]
    return edited.old[start:end].isspace()


def _fates(raw: list[str], rate: float, chance: random.Random) -> list[str]:
    """For each piece: kept, removed, replaced, or something comes before it."""
    return [
        chance.choice(("removed", "replaced", "before"))
        if piece[0].isalnum() and chance.random() < rate
        else "kept"
        for piece in raw
    ]


def _paragraph_order(raw: list[str], moved: float, chance: random.Random) -> list[range]:
    breaks = [n for n, piece in enumerate(raw) if piece.count("\n") > 1]
    edges = [0, *(n + 1 for n in breaks), len(raw)]
    paragraphs = [range(a, b) for a, b in pairwise(edges)]
    if not moved or len(paragraphs) < 3:
        return paragraphs
    words = Counter("".join(raw[n] for n in paragraph).strip() for paragraph in paragraphs)
    for _ in range(max(1, round(moved * len(paragraphs)))):
        # The last paragraph has no break after it and stays. Of twins nobody could say which moved.
        at = chance.randrange(len(paragraphs) - 1)
        if words["".join(raw[n] for n in paragraphs[at]).strip()] == 1:
            taken = paragraphs.pop(at)
            paragraphs.insert(chance.randrange(len(paragraphs)), taken)
    return paragraphs


def _write(
    new: list[tuple[int, str]],
    n: int,
    raw: list[str],
    fate: list[str],
    vocabulary: list[str],
    chance: random.Random,
) -> None:
    done = fate[n]
    if done == "removed":
        # With a word goes the blank before it.
        if new and new[-1][1] == " ":
            new.pop()
        return
    if done == "kept":
        new.append((n, raw[n]))
        return
    word = _other_word(n, raw, fate, vocabulary, chance)
    new.append((-1, word))
    if done == "before":
        if not _is_wide(word) or not _is_wide(raw[n]):
            new.append((-1, " "))
        new.append((n, raw[n]))


def _other_word(
    n: int, raw: list[str], fate: list[str], vocabulary: list[str], chance: random.Random
) -> str:
    near = range(max(0, n - FAR), min(len(raw), n + FAR + 1))
    gone = {raw[m] for m in near if fate[m] in ("removed", "replaced")}
    for _ in range(100):
        word = chance.choice(vocabulary)
        if word not in gone:
            return word
    return "otherwise"


def _is_wide(word: str) -> bool:
    return "\u3041" <= word[0] <= "\u9fff"


def _requoted(piece: str, style: str) -> str:
    if piece in _OPENING:
        return style[0]
    if piece in _CLOSING:
        return style[1]
    if piece == "‘":
        return style[2]
    if piece == "’":
        return style[3]
    return piece


def _reblanked(piece: str, chance: random.Random) -> str:
    if piece in {" ", "\n"}:
        return chance.choices((" ", "\n", "\u00a0", "  "), (80, 12, 5, 3))[0]
    return piece
