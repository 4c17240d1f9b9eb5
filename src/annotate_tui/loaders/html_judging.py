"""Whether what was taken from a page is an article, and what a page without one is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.html_words import skeleton
from annotate_tui.model import BlockKind, InlineKind, Structure

if TYPE_CHECKING:
    from lxml.etree import _Element

THIN = 250
"""Characters below which trafilatura, too, takes its own result for doubtful."""

_FEWEST = 60
_LINKS_LOOKED_AT = 100_000
_SAMPLE, _SAMPLES = 24, 60
_WIDE = re.compile("[\u2e80-\ud7ff\U00020000-\U0003ffff]")
_AROUND = ("footer", "aside", "form", "button", "iframe", "menu", "dialog", "main", "article")
_ROLES_AROUND = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "main"}
)
_ARTICLE = re.compile(r"article|post(?!al)|entry|content(?!s)|story|main", re.IGNORECASE)
_BESIDE = re.compile(r"meta|side|foot(?!note)|comment|teaser|share|breadcrumb", re.IGNORECASE)
_SCRIPTS = 2
_SHARE_OF_LINKS = 5
_ADVICE = "open it in a browser, wait until its text is there, and save the page from there"


class Seen(NamedTuple):
    """What explains a page without an article; ``linked`` are all words of its links, run together."""

    scripts: int
    passwords: int
    links: int
    linked: str

    @classmethod
    def of(cls, root: _Element) -> Seen:
        """What there is of it in a page."""
        scripts = sum(1 for _ in root.iter("script"))
        passwords = sum(field.get("type") == "password" for field in root.iter("input"))
        pieces: list[str] = []
        links = size = 0
        for link in root.iter("a"):
            links += 1
            for piece in link.itertext() if size < _LINKS_LOOKED_AT else ():
                pieces.append(piece)
                size += len(piece)
        return cls(scripts, passwords, links, skeleton("".join(pieces)))


def is_document(root: _Element) -> bool:
    """Whether the page is a text and nothing else, as word processors and converters write one.

    There trafilatura, which looks for the part of a page that is its article, takes paragraphs and
    leaves out lists and headings between them.
    """
    if any(True for _ in root.iter(*_AROUND)):
        return False
    scripts = links = 0
    for element in root.iter("script", "a"):
        if element.tag == "script":
            scripts += "ld+json" not in element.get("type", "")
        else:
            # Those that lead somewhere on the page itself are notes and contents.
            links += len(" ".join(element.itertext())) if _leads_away(element) else 0
    if scripts > _SCRIPTS or any(_is_marked(box) for box in root.iter("div", "section", "nav")):
        return False
    body = next(root.iter("body"), root)
    return links * _SHARE_OF_LINKS < sum(map(len, body.itertext()))


def is_marked(root: _Element) -> bool:
    """Whether the page says of a part that it is its article."""
    if any(True for _ in root.iter("article", "main")):
        return True
    boxes = root.iter("div", "section")
    return any(box.get("role") == "main" or _ARTICLE.search(_names(box)) for box in boxes)


def _is_marked(box: _Element) -> bool:
    """Whether a page says that this is its article, or what stands beside it."""
    names = _names(box)
    marked = _ARTICLE.search(names) or _BESIDE.search(names)
    return box.get("role") in _ROLES_AROUND or marked is not None


def _names(box: _Element) -> str:
    return f"{box.get('id', '')} {box.get('class', '')} {box.get('itemprop', '')}"


def _leads_away(link: _Element) -> bool:
    return not link.get("href", "#").startswith("#")


def is_of_links(text: str, linked: str) -> bool:
    """Whether the words are those of the page's links: a list of articles is none itself.

    Where trafilatura finds no article it takes the page's words without their links.
    """
    words = skeleton(text[:_LINKS_LOOKED_AT])
    step = max(_SAMPLE, len(words) // _SAMPLES)
    samples = [words[at : at + _SAMPLE] for at in range(0, len(words) - _SAMPLE, step)]
    return sum(sample in linked for sample in samples) * 2 > len(samples) > 0


def what_it_is(called: str, seen: Seen) -> str:
    """The sentence that refuses a page without an article: what it is, and what to do."""
    if seen.passwords:
        return f"{called} asks for a password and holds no article: log in and save the page again."
    if seen.links > 20:
        return f"{called} is a page of links and holds no article: open one of them and save that page."
    if seen.scripts:
        return f"{called} builds its text in the browser and holds no article as it is: {_ADVICE}."
    return f"{called} holds no article: {_ADVICE}."


def is_doubtful(text: str, structure: Structure) -> bool:
    """Whether trafilatura took little, or gave up and ran all words of the page together."""
    blocks = sum(kind != BlockKind.TITLE for kind in structure.kinds)
    return blocks < 2 or letters(text, structure) < THIN or not is_prose(text, structure)


def is_run_together(structure: Structure) -> bool:
    """Whether all words stand in one block."""
    return sum(kind != BlockKind.TITLE for kind in structure.kinds) < 2


def is_prose(text: str, structure: Structure) -> bool:
    """Whether there is something to read: enough letters outside of links, more than inside."""
    free = letters(text, structure)
    if not any(char.isalpha() for char in text[:_LINKS_LOOKED_AT]):
        return False
    return free >= _FEWEST and free * 3 > _linked(text, structure)


def _linked(text: str, structure: Structure) -> int:
    marks = zip(structure.mark_starts, structure.mark_ends, structure.mark_kinds, strict=True)
    return sum(_weight(text[start:end]) for start, end, kind in marks if kind == InlineKind.LINK)


def letters(text: str, structure: Structure) -> int:
    """Characters outside of links and headings; one of Chinese or the like counts 3."""
    aside = (BlockKind.TITLE, BlockKind.HEADING)
    blocks = zip(structure.starts, structure.ends, structure.kinds, strict=True)
    all_of = sum(_weight(text[start:end]) for start, end, kind in blocks if kind not in aside)
    return all_of - _linked(text, structure)


def _weight(words: str) -> int:
    bare = len("".join(words.split()))
    return bare if words.isascii() else bare + 2 * len(_WIDE.findall(words))
