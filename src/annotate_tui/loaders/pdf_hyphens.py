"""Lines of a paragraph into one: where a blank goes, and what becomes of a hyphen at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from annotate_tui.loaders.pdf_words import LINE_HYPHEN

_SOFT = "\u00ad"
_HYPHENS = f"-\u2010{LINE_HYPHEN}{_SOFT}"
# Scripts that put no blank between words: Thai, Lao, Myanmar, Khmer, Han, kana and their signs.
_NO_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_LAST_WORD = re.compile(r"[^\W_](?:[^\s\u2014\u2013/(\"“«]*)$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/\-_.=&?%~#]$", re.IGNORECASE)

# "Haupt- und Nebenstraßen", "pre- and post-war": the hyphen stands for the second part.
_SHARED = frozenset("and or to und oder bzw sowie en of et ou e o y u och eller og".split())
# First parts that a hyphen follows, as a rule, and second ones that it goes before.
_BEFORE = frozenset(
    "self ex well ill half all quasi so high low long short mid far full part high-end hard cross "
    "one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty "
    "ninety first second third vice pro anti non".split()
)
_AFTER = frozenset(
    "based backed led born made run owned term time related old year years level ranking speaking "
    "friendly like wide style sponsored funded controlled held profile scale range known class "
    "called free in-law day week month hour minute dollar member person story page point "
    "general elect president chief minister minded looking century".split()
)
# Words that begin longer ones without a hyphen: "under-stand" was one word.
_OPENERS = frozenset(
    "under over out up down with there where some any every for fore inter super after on in be "
    "mis dis un re con com pro per sub trans what who how when here none never not no an a i to "
    "con tele micro multi photo auto bio geo semi pre post counter".split()
)


def known_words(texts: Iterable[str]) -> Mapping[str, int]:
    """How often each whole word stands in the lines, in small letters: none that a hyphen cuts.

    Words with hyphens count as wholes: "well-known".
    """
    counts: Counter[str] = Counter()
    cut = False
    for text in texts:
        words = _WORD.findall(text.lower())
        first = 1 if cut else 0
        cut = text[-1:] in _HYPHENS
        counts.update(words[first : len(words) - 1 if cut else None])
    return counts


def join_lines(before: str, after: str, known: Mapping[str, int]) -> tuple[str, str]:
    """What the first line becomes, and what goes between it and the second.

    A hyphen at the end goes where the word is whole without it: by the document's own words
    (``known``), else by the parts. Between signs of Chinese, Japanese and Thai goes no blank.
    """
    if not before or not after:
        return before, ""
    last = before[-1]
    if last not in _HYPHENS:
        if _NO_BLANKS.match(last) and _NO_BLANKS.match(after):
            return before, ""
        return before, "" if _ADDRESS.search(before) and _is_address_part(after) else " "
    body = before[:-1]
    kept = body + ("-" if last in (LINE_HYPHEN, _SOFT) else last)
    if last == _SOFT:
        return body, ""
    if _ADDRESS.search(kept):
        return kept, ""
    left = _LAST_WORD.search(body)
    right = _WORD.match(after)
    if left is None or right is None:
        # A dash, not a hyphen; or "10-" before a bracket.
        return kept, " " if left is None else ""
    first, second = left[0], right[0]
    if second.lower() in _SHARED and first.lower() + second.lower() not in known:
        return kept, " "
    return (body, "") if _is_one_word(first, second, known) else (kept, "")


def _is_address_part(after: str) -> bool:
    return bool(re.match(r"[a-z0-9?=&%_~.-]*[a-z0-9/]", after))


def _is_one_word(first: str, second: str, known: Mapping[str, int]) -> bool:
    if not second[0].islower() or not first[-1].islower() or not first.replace("'", "").isalpha():
        # "COVID-19", "Anglo-American", "mid-1990s", "state-of-the-art".
        return (
            first.isupper()
            and second.isupper()
            and len(second) > 1
            and (first + second).lower() in known
        )
    left, right = first.lower(), second.lower()
    whole, apart = _times(left + right, known), _times(f"{left}-{right}", known)
    if whole != apart:
        return whole > apart
    tail = right.split("-")[0]
    if tail in _AFTER or (left in _BEFORE and tail in known):
        return False
    both_words = known.get(left, 0) and known.get(right, 0) and len(left) > 2 and len(right) > 3
    return not both_words or left in _OPENERS


def _times(word: str, known: Mapping[str, int]) -> int:
    """How often a word stands in the document, as it is or as one, many or owner."""
    stem = re.sub(r"(?:['’]s|s)$", "", word)
    forms = {word, stem, stem + "s", stem + "'s", stem + "’s"}
    return sum(known.get(form, 0) for form in forms)


def plain_hyphens(text: str) -> str:
    """A line that nothing follows, with PDFium's marks as hyphens and soft hyphens left out."""
    return text.replace(LINE_HYPHEN, "-").replace(_SOFT, "")
