"""What a web page leaves behind in a plain text: found, put aside, and read for metadata.

Only short blocks (at most 160 code points) among the first and the last `NEAR` blocks are looked
at, and only those that are wholly made of known pieces: a date, a byline, a phrase of a page's
controls. A real sentence never is. Dates, bylines, language switches and the headline count only
before the first paragraph of prose or after the last one. Words that may well be text ("Home",
"Print") count only in a text that has surer furniture, and if nothing readable would be left,
nothing is furniture. Captions and credits ("Photo: …") are text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotate_tui.model import BlockKind, Structure
from annotate_tui.text.bylines import is_newsroom, read_byline
from annotate_tui.text.dates import parse_date
from annotate_tui.text.normal import collapse
from annotate_tui.text.page_words import DATE_LABEL, SURE, UNSURE

NEAR = 20
"""How many blocks from either end may be furniture."""

SHORT = 160
"""The longest furniture and the longest headline, in code points."""

_PROSE = 200
_STOPS = ".!?…。！？"
_CLOSERS = "\"'”’»)]」』"

_LINK = re.compile(r"\s*(?::|\.(?=\s))?\s*(?:(?:on|at|am|le|el|il|:)\s+)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|·•/–—]\s+|\s*[|·•]\s*|\n|\t|\u00a0{2,}")
_SITE = re.compile(r"\s+[|·–—-]\s+(?P<site>[^|·]{2,40})")
_AMBIGUOUS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}[ ,;]*(?:\d{1,2}:\d{2})?")
_FRAME = " :…»›>→←↑↓▼▲+|·•*[](){}「」"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What was found: the blocks whose kind changes (by index) and what the page said of itself.

    ``title`` is "" where there is no headline; dates are ISO 8601 or "".
    """

    kinds: Mapping[int, BlockKind] = field(default_factory=dict)
    title: str = ""
    site: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One block's pieces, read."""

    sure: bool = False
    unsure: bool = False
    dated: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks near the ends: their words, and the reading of those that are short."""

    text: str
    structure: Structure
    words: Mapping[int, str]
    head_end: int
    readings: Mapping[int, _Reading]

    @property
    def evidence(self) -> bool:
        """Whether the text surely comes from a page."""
        return any(one.sure for one in self.readings.values())


def find_furniture(text: str, structure: Structure) -> Furniture:
    """The furniture, the headline and the metadata of a plain text, by the rules of this module."""
    page = _look(text, structure)
    title, repeats, site = _headline(page)
    evidence = page.evidence or bool(repeats)
    kinds = dict.fromkeys(repeats, BlockKind.FURNITURE)
    for i, one in page.readings.items():
        bare = one.dated and (evidence or (title is not None and i > title))
        above = page.readings.get(i - 1)
        office = i < page.head_end and (
            (above is not None and above.authors and is_newsroom(page.words[i]))
            or (site and collapse(page.words[i]) == site)
        )
        if i != title and (one.sure or bare or office or (one.unsure and evidence)):
            kinds[i] = BlockKind.FURNITURE
    rules = structure.kinds.count(BlockKind.RULE)
    if len(kinds) + (title is not None) + rules >= len(structure):
        return Furniture()
    used = [page.readings[i] for i in sorted(kinds) if i in page.readings]
    if title is not None:
        kinds[title] = BlockKind.TITLE
    dated = next((one.dated for one in used if one.dated), "")
    return Furniture(
        kinds=dict(sorted(kinds.items())),
        title="" if title is None else collapse(page.words[title]),
        site=site,
        published=next((one.published for one in used if one.published), dated),
        updated=next((one.updated for one in used if one.updated), ""),
        authors=tuple(dict.fromkeys(name for one in used for name in one.authors)),
    )


def _look(text: str, structure: Structure) -> _Page:
    count = len(structure)
    near = sorted({*range(min(NEAR, count)), *range(max(0, count - NEAR), count)})
    words = {i: text[structure.starts[i] : structure.ends[i]] for i in near}
    prose = [i for i in near if _is_prose(words[i])]
    head_end = min([NEAR, count, *prose[:1]])
    foot = max([count - NEAR, head_end, *(i + 1 for i in prose[-1:])])
    script = _main_script(text)
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    readings = {
        i: _read(words[i], i < head_end or i >= foot, script)
        for i in near
        if structure.kinds[i] in kinds and len(words[i]) <= SHORT
    }
    return _Page(text, structure, words, head_end, readings)


def _is_prose(words: str) -> bool:
    if len(words) > _PROSE:
        return True
    stop = words.rstrip(_CLOSERS)[-1:]
    # Headlines ask questions; a question is prose only at length.
    least = 25 if stop in tuple("?？") else 8
    long = len(words.split()) >= least or sum(char > "\u2e7f" for char in words) >= least * 5 // 2
    return stop in tuple(_STOPS) and long and not _whole(SURE, words)


def _whole(pattern: re.Pattern[str], words: str) -> bool:
    return bool(pattern.fullmatch(collapse(words).casefold().strip(_FRAME)))


def _read(words: str, outside: bool, script: str) -> _Reading:
    """What a short block is made of; an empty reading unless all of it is known."""
    if _whole(SURE, words):
        return _Reading(sure=True)
    if _whole(UNSURE, words):
        return _Reading(unsure=True)
    if not outside:
        return _Reading()
    if _is_switch(words, script):
        return _Reading(sure=True)
    if byline := read_byline(words):
        return _Reading(sure=True, authors=byline.authors)
    return _read_pieces([words]) or _read_pieces(_SEPARATOR.split(words)) or _Reading()


def _read_pieces(pieces: list[str]) -> _Reading | None:
    reading = _Reading()
    for piece in pieces:
        if not (line := collapse(piece).strip(" ,;")):
            continue
        label = DATE_LABEL.match(line)
        link = _LINK.match(line, label.end()) if label else None
        if label and link and (stated := parse_date(line[link.end() :])):
            reading.sure = True
            if label.lastgroup == "updated":
                reading.updated = reading.updated or stated
            else:
                reading.published = reading.published or stated
        elif label and link and _AMBIGUOUS.fullmatch(line, link.end()):
            reading.sure = True
        elif stated := parse_date(line):
            reading.dated = reading.dated or stated
        elif byline := read_byline(line):
            reading.sure = True
            reading.authors += byline.authors
        elif _whole(SURE, line):
            reading.sure = True
        elif not _whole(UNSURE, line):
            return None
    return reading if reading.sure or reading.dated else None


def _headline(page: _Page) -> tuple[int | None, set[int], str]:
    """The headline's block, the blocks that say it again (perhaps with the site), and the site.

    It is what is said twice, or else the first block if it is short, without a stop, and alone.
    """
    free = [i for i, one in page.readings.items() if i < page.head_end and _is_free(page, one, i)]
    for i in free:
        said = collapse(page.words[i])
        if len(said) <= 10:
            continue
        repeats: set[int] = set()
        site = ""
        for j in free:
            other = collapse(page.words[j])
            tail = _SITE.fullmatch(other, len(said)) if other.startswith(said) else None
            if j > i and other == said:
                repeats.add(j)
            elif tail and j != i:
                repeats.add(j)
                site = site or tail["site"].strip()
        if repeats:
            return i, repeats, site
    first = free[0] if free else None
    if first is None or not all(_is_known(page, i) for i in range(first)):
        return None, set(), ""
    # A section's name above the headline: "Asia".
    if page.evidence and len(free) > 1 and free[1] == first + 1:
        kicker, line = (page.words[i].split() for i in free[:2])
        if len(kicker) <= 2 and len(line) >= 3 and _stands_alone(page, free[1]):
            return free[1], {first}, ""
    return (first if _stands_alone(page, first) else None), set(), ""


def _is_free(page: _Page, one: _Reading, i: int) -> bool:
    taken = one.sure or one.dated or (one.unsure and page.evidence)
    return not taken and page.structure.kinds[i] == BlockKind.PARAGRAPH


def _is_known(page: _Page, i: int) -> bool:
    one = page.readings.get(i)
    return one is not None and bool(one.sure or one.dated or one.unsure)


def _stands_alone(page: _Page, i: int) -> bool:
    line = page.words[i]
    stop = line.rstrip(_CLOSERS)[-1:]
    if "\n" in line or stop in tuple(".…。:;,") or i + 1 >= len(page.structure):
        return False
    if stop in tuple(_STOPS) and not page.evidence:
        return False
    between = page.text[page.structure.ends[i] : page.structure.starts[i + 1]]
    return between.count("\n") > 1


def _is_switch(words: str, script: str) -> bool:
    """A language switch: one short line without a stop, all its letters in another script."""
    line = words.strip()
    if len(line) > 20 or "\n" in line or line[-1] in _STOPS or any(c.isdigit() for c in line):
        return False
    letters = [char for char in line if char.isalpha()]
    return bool(letters) and bool(script) and all(_script(char) != script for char in letters)


def _main_script(text: str) -> str:
    seen: Counter[str] = Counter()
    # Each letter is looked up once: asked for every time it stands there, its script takes half of
    # the time that a text is read in.
    for char, times in Counter(text[:4000]).items():
        if char.isalpha():
            seen[_script(char)] += times
    if not seen:
        return ""
    script, times = seen.most_common(1)[0]
    return script if times * 2 > seen.total() else ""


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ", 1)[0].split("-", 1)[0]
    # Japanese mixes three scripts; to a Japanese page none of them is a switch.
    return "EAST" if name in ("CJK", "HIRAGANA", "KATAKANA") else name
