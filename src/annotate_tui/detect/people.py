"""Who is meant by the words that name a speaker: the full name, the role, and what kind of speaker.

Rules of our own for English news. A surname has the full name that stands before it, a pronoun its
likely antecedent (``antecedents.py``); an apposition beside a name is a role. All of it is a guess
that a person confirms.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.detect.mentions import Mention, Mentions, at_sentence_start
from annotate_tui.detect.naming import PRONOUNS, Printed, is_person_name, read_phrase
from annotate_tui.detect.person_words import ROLES, TITLES, is_doer
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_LOWERED = frozenset(
    "the a an another one its his her their our my this that these those some several many most two"
    " three four five six seven eight nine ten both other few all police".split()
)
_PAPERS = frozenset(
    "times post guardian economist journal telegraph independent herald globe mirror sun mail"
    " ilbo shimbun tribune observer chronicle gazette hindu hill register star age".split()
)
_UNTOLD = frozenset(
    "someone somebody everyone everybody nobody anyone one this that these those others another both all"
    " some many most few none".split()
)
_END = r"(?=[,;:“”\"()—–]|\n\n|\.(?!\w)(?<!\b[A-Z]\.)|\Z)"
_BEHIND = re.compile(
    r"(?:\s?,\s(?:aged\s)?\d{1,3})?(?:\s?,\s|\s\()(?P<role>(?:(?:the|an?|its|his|her|their|our|one\sof)\s"
    r"|(?:[\w-]+\s){0,5}?[\w-]*[’']s\s|(?:[\w.-]+\s){0,5}?(?=[\w-]+\s(?:of|at|for|in|with)\s|[\w-]+[,)]))"
    rf"[^,;:“”\"()—–]{{2,110}}?){_END}"
)
_AHEAD = re.compile(
    r"(?:\A|[.!?;:”\"]\s+|,\s|\n\s*|\b(?:and|but|while|that|said|says|to)\s)"
    r"(?P<role>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[A-Z][\w.’'-]*[’']s)\s"
    r"[^,.;:“”\"\n()]{3,90}?)\s?,\s\Z"
)
_BESIDE = re.compile(
    r"(?P<role>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s)?"
    r"(?:(?:[A-Z][\w’'-]*|[a-z]+-[a-z]+|senior|chief|deputy|vice|former|executive|lead|general|managing|"
    r"press|police|company|government|military|army|party|opposition|prime|foreign)\s){0,5}"
    r"[a-z][a-z-]+)\s\Z"
)
_ASIDE = re.compile(r"\s?,\s((?:the\s(?:late\s)?|then\s|now\s)?[^,;:.“”\"()]{3,80}?)\s?[,.]")
_COMMA = re.compile(r"\s?,")
_CLOSED = re.compile(r"\s?,|\swho\b")
_FINITE = re.compile(
    r"\b(?:said|says|told|tells|was|were|is|are|has|had|have|added|wrote|noted|will|would|can)\b"
)
_HEAD = re.compile(r"\s(?:of|at|for|in|with|who|from|on|to)\s|\s(?:familiar|close|briefed)\b|,")
_LONG = {"gov": "governor", "sen": "senator", "prof": "professor", "dr": "doctor", "gen": "general"}
_SINCE = 2_500
_HOLDERS = 20
_NEAR = 130


class Resolved(NamedTuple):
    """Who speaks: the canonical name, the role, and "named", "anonymous" or "institution".

    All three are empty where nobody can be told (a pronoun without an antecedent).
    """

    speaker: str
    role: str
    named: str


NOBODY = Resolved("", "", "")


class People:
    """The persons and bodies that speak in a passage. Pure, and each phrase is worked out once."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._known: dict[Span, Resolved] = {}
        self._genders: dict[str, str] = {}
        self._read: dict[Span, Printed] = {}
        self._blocks: dict[int, tuple[int, int]] = {}
        self._may_speak: dict[Span, bool] = {}

    @cached_property
    def mentions(self) -> Mentions:
        """The persons named around the passage, furniture left out."""
        return Mentions(self.passage)

    @cached_property
    def sources(self) -> list[Span]:
        """The speakers of the attributions around the passage, in order."""
        return sorted({a.source for a in self.passage.attributions if a.source is not None})

    @cached_property
    def source_starts(self) -> list[int]:
        """Where `sources` begin."""
        return [source.start for source in self.sources]

    def resolve(self, source: Span) -> Resolved:
        """Who is meant by the noun phrase at ``source`` (code points into the passage's text).

        A surname gets the full name that stood before (or, only then, later), "the mayor, Jane Roe"
        her name and her office, a pronoun its likely antecedent. Never raises.
        """
        found = self._known.get(source)
        if found is None:
            found = self._known[source] = self._resolve(source)
        return found

    def read(self, source: Span) -> Printed:
        """The noun phrase told apart, as it is printed."""
        found = self._read.get(source)
        if found is None:
            found = read_phrase(self.passage.text[source.start : source.end])
            self._read[source] = found
        return found

    def block_around(self, offset: int) -> tuple[int, int]:
        """Where the block of an offset begins, and the one behind it."""
        found = self._blocks.get(offset)
        if found is None:
            starts = self.passage.document.structure.starts
            index = self.passage.document.block_index_at(offset)
            high = starts[index + 1] if index + 1 < len(starts) else len(self.passage.text) + 1
            found = self._blocks[offset] = (starts[index] if index else 0, high)
        return found

    def gender(self, name: str) -> str:
        """ "m" or "f" by the full name that somebody has in the passage, "" where it does not say."""
        found = self._genders.get(name)
        if found is None:
            full = self.mentions.full_name(name, self.passage.around.end) if name else None
            found = self._genders[name] = full.gender if full else ""
        return found

    def may_speak(self, source: Span) -> bool:
        """Whether a noun phrase names somebody, a body, or what somebody does: not "the moment"."""
        found = self._may_speak.get(source)
        if found is None:
            found = self._may_speak[source] = _may_speak(self.read(source))
        return found

    def _resolve(self, source: Span) -> Resolved:
        text = self.passage.text
        words = " ".join(text[source.start : source.end].split()).strip(" ,;:")
        if not any(map(str.isalnum, words)):
            return NOBODY
        low = words.casefold()
        if low in PRONOUNS and low not in _UNTOLD:
            from annotate_tui.detect.antecedents import antecedent

            meant = antecedent(self, source)
            return self.resolve(meant) if isinstance(meant, Span) else self._of_mention(meant)
        if low in _UNTOLD:
            return Resolved(low, low, "anonymous")
        read = self.read(source)
        if read.kind == "person" and not read.many:
            return self._person(source, read)
        if read.kind == "one":
            return self._one(source, read)
        said = self._lowered(source, read.name or read.role or words)
        if read.kind == "body" and " " in words and not words.startswith(("the ", "The ")):
            # "interview Poe": a word too many before a name that is known.
            last = words.rsplit(maxsplit=1)[-1]
            if words[0].islower() and last[0].isupper() and is_person_name(f"X {last}"):
                found = self.mentions.full_name(last, source.start)
                if found:
                    return Resolved(found.name, self._role_of(found), "named")
        if read.kind in ("body", "person"):
            return Resolved(said, "", "institution" if read.kind == "body" else "named")
        return self._nameless(source, read, said)

    def _person(self, source: Span, read: Printed) -> Resolved:
        found = (
            self.mentions.full_name(read.name, source.start, read.gender)
            if len(read.name.split()) <= 2
            else None
        )
        role = read.role or self._role_around(source, read.name)
        if not role and found and found.end <= source.start:
            role = self._role_of(found)
        name = found.name if found else read.name
        if read.courtesy and " " not in name:
            name = f"{read.courtesy} {name}"
        return Resolved(name, self._lowered(source, role), "named")

    def _one(self, source: Span, read: Printed) -> Resolved:
        found = self.mentions.full_name(read.name, source.start, read.gender)
        if found is None and self.mentions.is_body(read.name):
            return Resolved(read.name, "", "institution")
        if found is None and read.name.casefold() in ROLES:
            return Resolved(self._lowered(source, read.name), read.name.casefold(), "anonymous")
        return self._person(source, read)

    def _nameless(self, source: Span, read: Printed, said: str) -> Resolved:
        """An office or somebody: named where the name stands beside it."""
        text = self.passage.text
        aside = _ASIDE.match(text, source.end, min(self.passage.around.end, source.end + _NEAR))
        if aside and "\n\n" not in aside[0]:
            named = read_phrase(aside[1])
            one = self.mentions.between(*aside.span(1))
            if named.kind == "person" and not named.many and one:
                return Resolved(self._name_of(one[-1]), said, "named")
            if named.kind == "one":
                return Resolved(named.name, said, "named")
        before = self.mentions.between(source.start - 60, source.start)
        if (
            before
            and not before[-1].alone
            and text[before[-1].end : source.start].split() == [","]
            and _CLOSED.match(text, source.end)
        ):
            return Resolved(self._name_of(before[-1]), said, "named")
        holder = self._holder(source, read) if said.startswith("the ") and not read.many else None
        if holder:
            return Resolved(self._name_of(holder), said, "named")
        return Resolved(said, said, "named" if read.kind == "office" else "anonymous")

    def _holder(self, source: Span, read: Printed) -> Mention | None:
        """Who was named with the office that "the minister" speaks of: the last before it."""
        words = read.role.split()
        if len(words) > 3 or not words:
            return None
        text, office = self.passage.text, words[-1].casefold()
        aside = re.compile(rf"\s?,\s(?:the|an?)\s(?:[\w’'-]+\s){{0,3}}?{re.escape(office)}\b", re.I)
        ahead = re.compile(rf"\b{re.escape(office)}(?:\sof\s[\w\s]{{2,20}})?\s?,\s\Z", re.I)
        before = self.mentions.between(source.start - _SINCE, source.start)[-_HOLDERS:]
        for one in reversed(before):
            titles = {_LONG.get(t := w.casefold().rstrip("."), t) for w in one.titles.split()}
            low = max(self.passage.around.start, one.start - 40)
            if (
                office in titles
                or text[low : one.start].casefold().endswith(f"{office} ")
                or (text[one.end : one.end + 2].lstrip()[:1] == "," and aside.match(text, one.end))
                or (
                    text[low : one.start].rstrip()[-1:] == ","
                    and ahead.search(text, low, one.start)
                )
            ):
                return one
        return None

    def _name_of(self, one: Mention) -> str:
        found = self.mentions.full_name(one.name, one.start, one.gender)
        return found.name if found else one.name

    def _of_mention(self, one: Mention | None) -> Resolved:
        return self.resolve(Span(one.start, one.end)) if one else NOBODY

    def _role_of(self, one: Mention) -> str:
        """The role that stands beside the place where somebody is named in full."""
        titles = read_phrase(self.passage.text[one.start : one.end]).role
        role = self._role_around(Span(one.start, one.end), one.name)
        return self._lowered(Span(one.start, one.end), role or titles)

    def _role_around(self, source: Span, name: str) -> str:
        """An apposition behind a name or before it: "…, the mayor of Springfield,"."""
        text = self.passage.text
        around = self.passage.around
        behind = _BEHIND.match(text, source.end, min(around.end, source.end + _NEAR))
        if behind and "\n\n" not in behind[0] and says_role(behind["role"]):
            return _tidy(behind["role"])
        if not text[source.start].isupper():
            return ""
        before = text[max(around.start, source.start - _NEAR) : source.start]
        if before[-1:].isspace() and before[-2:-1].islower():
            beside = _BESIDE.search(before) if before.split()[-1] in ROLES else None
            if beside:
                return _tidy(beside["role"])
        ahead = _AHEAD.search(before) if before.endswith((", ", ",\n")) else None
        if ahead and says_role(ahead["role"]) and _COMMA.match(text, source.end):
            return _tidy(ahead["role"])
        return ""

    def _lowered(self, source: Span, words: str) -> str:
        """The capital of a sentence's first word taken back: "The Foreign Ministry said"."""
        text = self.passage.text
        words = words.strip()
        first, rest = (*words.split(None, 1), "", "")[:2]
        if not first[:1].isupper() or words.rsplit(maxsplit=1)[-1].casefold() in _PAPERS:
            return words
        if len(first) > 1 and first.isupper():
            return words
        low = first.casefold()
        if low not in _LOWERED and low not in ROLES and not self._is_common(first):
            return words
        if low == "police" and rest[:1].isupper():
            return words
        if low in TITLES and (not rest or rest.lstrip()[:1].isupper()):
            return words
        at = source.start
        if not text.startswith(first, at):
            near = max(self.passage.around.start, at - _NEAR), at + _NEAR
            at = next((i for gap in " \n" if (i := text.find(first + gap, *near)) >= 0), -1)
        if at >= 0 and at_sentence_start(text, at):
            return words[0].lower() + words[1:]
        return words

    def _is_common(self, word: str) -> bool:
        """Whether the text has the word with a small letter too, so that it is no name."""
        around = self.passage.around
        return self.passage.text.find(f" {word.lower()} ", around.start, around.end) >= 0


def _may_speak(read: Printed) -> bool:
    if read.kind != "role" or read.gender or read.many:
        return True
    head = _HEAD.split(read.role, maxsplit=1)[0].split()
    last = head[-1] if head else ""
    if last[:1].isupper() or last.endswith("-old") or last.casefold() in _UNTOLD:
        return True
    return _role_word(last)


def says_role(words: str) -> bool:
    """Whether an apposition tells what somebody is, and is no clause of its own."""
    head = _HEAD.split(words, maxsplit=1)[0].split()
    return (
        bool(head)
        and head[0] not in ("who", "whose", "which")
        and len(head) <= 9
        and not _FINITE.search(" ".join(head))
        and any(_role_word(word) for word in head[-2:])
    )


def _role_word(word: str) -> bool:
    low = word.casefold().strip(".,")
    return low in ROLES or low.rsplit("-", 1)[-1] in ROLES or low in TITLES or is_doer(word)


def _tidy(words: str) -> str:
    cut = re.split(
        r"\s(?:who|which|said|says|told|as|when|after|during)\s", " ".join(words.split())
    )[0]
    return cut.strip(" ,")
