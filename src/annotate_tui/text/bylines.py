"""Bylines: who wrote it, in the forms that newspapers print."""

from __future__ import annotations

import re
from typing import NamedTuple

_EMAIL = re.compile(r"<?\(?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b\)?>?")
_BY = re.compile(
    r"(?:(?:written|reported|reporting|story|words|text|analysis|interview|photographs?) by"
    r"|by|von|par|por|di|authors?\s?:|writers?\s?:|text\s?:|autor(?:in|en)?\s?:)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Sir|Dame|Rev|Mr|Mrs|Ms)\.?\s+)?"
    r"(?P<name>[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]|['’.-])*"
    r"(?:\s+(?:(?:de|da|di|du|del|della|dos|das|der|den|van|von|zu|le|la|el|al|bin|ibn|ben|y|e)"
    r"|[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]|['’.-])*|[dDlL]['’][^\W\d_]+)){1,5})"
)
_KOREAN = re.compile(
    r"(?:[가-힣]{1,5}\s?=\s?)?(?P<names>[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4})*)"
    r"\s?(?:기자|특파원|논설위원|인턴기자|객원기자)"
)
_TRAILER = re.compile(
    r"\s*(?:,\s*|\s+)(?:(?:in|from|for|at|with)\s+(?:the\s+|The\s+)?[A-Z].{0,60}"
    r"|(?:reuters|the associated press|associated press|ap|afp|dpa|efe|ansa|upi|bloomberg|xinhua"
    r"|yonhap|kyodo|bbc(?: news)?|cnn|the guardian|the new york times|the washington post"
    r"|(?:[\w-]+ ){0,3}(?:staff|(?:staff )?writer|reporter|correspondent|editor|columnist"
    r"|contributor|news|times|post|press|daily|journal|tribune))\b.{0,40})$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*,\s*(?:and|und|et|y|e|&)\s+|\s+(?:and|und|et|&)\s+|\s*[,;·•|]\s*", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|the|an?|this|that|his|her|their|our|its|my|using|all"
    r"|no|some"
)
_NEWSROOM = frozenset(
    {"staff", "staff writer", "staff writers", "staff reporter", "staff reporters", "our staff"}
)


class Byline(NamedTuple):
    """The names as printed, in order; none if a newsroom signs ("By Staff")."""

    authors: tuple[str, ...]


def read_byline(line: str) -> Byline | None:
    """The authors named by ``line`` if it is a byline and nothing else, else None.

    A byline begins with "By" (or "Von", "Par", "Por", "Di", "Author:") or holds an e-mail address
    or a reporter's title; the rest must be names of two to six capitalised words, and may end in an
    agency or a place ("By Jane Doe and John Roe, Reuters").
    """
    words = " ".join(line.split())
    if not words or len(words) > 160:
        return None
    bare = " ".join(_EMAIL.sub(" ; ", words).split())
    mailed = bare != words
    if found := _KOREAN.fullmatch(bare.strip(" ;·,|")):
        return Byline(tuple(re.split(r"\s?[·,]\s?", found["names"])))
    by = _BY.match(bare)
    if not by and not mailed:
        return None
    rest = bare[by.end() :] if by else bare
    rest = rest.strip(" ;·,|")
    if not rest:
        return Byline(()) if mailed else None
    names = _names(rest)
    if names is None and (cut := _TRAILER.search(rest)) and cut.start():
        names = _names(rest[: cut.start()].strip(" ,;"))
    return None if names is None else Byline(names)


def split_names(words: str) -> tuple[str, ...]:
    """The names in a list of authors ("Jane Doe and John Roe"); as it stands if it is none."""
    line = " ".join(words.split())
    return _names(line) or ((line,) if line else ())


def _names(words: str) -> tuple[str, ...] | None:
    if words.casefold() in _NEWSROOM:
        return ()
    names: list[str] = []
    for piece in _AND.split(words):
        part = piece.strip(" ;,·|")
        if not part:
            continue
        found = _NAME.fullmatch(part)
        if not found or _NO_NAME.fullmatch(found["name"].split()[0].casefold()):
            return None
        names.append(found["name"])
    return tuple(names) or None
