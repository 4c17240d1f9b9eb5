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
_NO_PERSON = re.compile(
    r"reuters|(?:the )?associated press|ap|afp|agence france-presse|dpa|efe|ansa|upi|bloomberg"
    r"|xinhua|yonhap|kyodo|tass|bbc(?: news)?|cnn|npr|the guardian|the new york times"
    r"|the washington post|(?:[\w’'-]+ ){0,4}(?:staff|writer|reporter|correspondent|editor"
    r"|columnist|contributor|news|times|post|press|daily|journal|tribune|agencies)",
    re.IGNORECASE,
)
_PLACE = re.compile(r",?\s+(?:in|from|for|at|with)\s+(?:the\s+)?[A-Z].{0,60}$")
_TOWN = re.compile(r",\s[A-Z][\w’' -]{1,30}$")
_AND = re.compile(
    r"\s*,\s*(?:and|und|et|y|e|&)\s+|\s+(?:and|und|et|&)\s+|\s*[,;·•|]\s*", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|the|an?|this|that|his|her|their|our|its|my|using|all"
    r"|no|some"
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
    names = _names(_PLACE.sub("", rest))
    return None if names is None else Byline(names)


def is_newsroom(line: str) -> bool:
    """Whether ``line`` is an agency, a paper or an office, perhaps with its place."""
    return bool(_NO_PERSON.fullmatch(_TOWN.sub("", " ".join(line.split()))))


def split_names(words: str) -> tuple[str, ...]:
    """The names in a list of authors ("Jane Doe and John Roe"); as it stands if it is none."""
    line = " ".join(words.split())
    return _names(line) or ((line,) if line else ())


def _names(words: str) -> tuple[str, ...] | None:
    """The persons in a list of names, without agencies and offices; None if it is no such list."""
    names: list[str] = []
    for piece in _AND.split(words):
        part = piece.strip(" ;,·|")
        if not part or _NO_PERSON.fullmatch(part):
            continue
        found = _NAME.fullmatch(part)
        if not found or _NO_NAME.fullmatch(found["name"].split()[0].casefold()):
            return None
        names.append(found["name"])
    return tuple(names)
