"""Long texts made by code: the same on every machine, in the shapes that articles come in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle

BLOCKS = 51_000
"""Paragraphs of a long text: with these, about 13 MB."""

SHAPES = ("paragraphs", "hard-wrapped", "lines", "curly")
"""One line a paragraph and a blank line between; the same wrapped at 76 cells; one sentence a line;
the first with curly quotation marks, so that the string is not ASCII."""

TITLE = "A long text"
"""The first line of every long text."""

OPENING = "Opening words for the clock to stop at."
"""The first sentence below the title, and not in it: what is waited for on the screen."""

WRAP = 76

_VOCABULARY = (
    "ability account across advance adviser affairs agency agreement almost ambassador among "
    "analysts annual another answer appeal appointed archive argument article assembly audit "
    "authority average balance ballot because before behind benefit between border branch budget "
    "cabinet campaign candidate capital carried central century chairman change charter citizens "
    "claimed closed coalition college comment commission committee company complaint concern "
    "conference congress council country course court crisis customs daily decision declined "
    "defence delay delegates department deputy despite details diplomat district document during "
    "early economy editor election embassy employees energy enough envoy estimate evening evidence "
    "exports factory farmers federal figures finance followed foreign former forum freight front "
    "general government governor growth harbour health hearing history hospital household however "
    "imports income increase industry inquiry inside interest interview island issue joint journal "
    "judge justice labour lawyers leader letter library limited local machine maintained majority "
    "market mayor measure meeting member minister ministry moment months morning motion nation "
    "neighbour network notice number observers office officials opinion order outside owners "
    "parliament partner passage pension people period permit police policy port position power "
    "present price problem process programme project promise proposal protest province public "
    "quarter question railway reached recent record reform region remain report request research "
    "reserve residents result returned revenue review river rules safety sanctions season second "
    "secretary security senate series service session settlement several shares signed since "
    "society source speech spokesman statement station statute strategy street strike students "
    "summit supply support survey system talks target teachers territory thousand towards trade "
    "traffic transport treasury treaty tribunal trust union until valley value village visit "
    "voters wages warning water weather weeks whether winter without witness workers written"
)
_PARTICLES = "the of to and in that for on with by as at from is was has had its their not"


def sentences(blocks: int, curly: bool = False, seed: int = 2026) -> Iterator[list[str]]:
    """The sentences of one paragraph after the other; the same for the same arguments.

    ``curly`` sets the marks of quotations and the apostrophes as printers do, else as typewriters.
    """
    chance = random.Random(seed)
    left, right, apostrophe = "“”’" if curly else '""\''
    nouns = _VOCABULARY.split()
    words = [word for pair in zip(nouns, cycle(_PARTICLES.split()), strict=False) for word in pair]
    for block in range(blocks):
        paragraph = [OPENING] if block == 0 else []
        for _ in range(chance.randint(1, 4)):
            chosen = chance.choices(words, k=chance.randint(6, 27))
            opening, closing = chosen[0].capitalize(), " ".join(chosen[1:])
            kind = chance.random()
            if kind < 0.12:
                paragraph.append(f"{left}{opening} {closing},{right} the official said.")
            elif kind < 0.2:
                number = chance.randint(2, 9_999)
                paragraph.append(f"{opening} at least {number:,} voters{apostrophe} {closing}.")
            else:
                paragraph.append(f"{opening} {closing}.")
        yield paragraph


def build(shape: str, blocks: int = BLOCKS) -> str:
    """A title and ``blocks`` paragraphs in one of SHAPES. Raises ValueError for another shape."""
    if shape not in SHAPES:
        raise ValueError(f"no shape {shape!r}: it is one of {', '.join(SHAPES)}")
    paragraphs = sentences(blocks, curly=shape == "curly")
    if shape == "lines":
        lines = (f"{sentence}\n" for paragraph in paragraphs for sentence in paragraph)
        return f"{TITLE}\n\n{''.join(lines)}"
    joined = (" ".join(paragraph) for paragraph in paragraphs)
    if shape == "hard-wrapped":
        joined = ("\n".join(_wrap(paragraph)) for paragraph in joined)
    return "\n\n".join((TITLE, *joined)) + "\n"


def _wrap(paragraph: str) -> Iterator[str]:
    """The lines of a paragraph of at most WRAP characters; no word of these texts is longer."""
    start = 0
    while len(paragraph) - start > WRAP:
        blank = paragraph.rfind(" ", start, start + WRAP + 1)
        yield paragraph[start:blank]
        start = blank + 1
    yield paragraph[start:]
