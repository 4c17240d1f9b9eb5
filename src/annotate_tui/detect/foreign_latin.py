"""The word of saying beside a quotation, and its speaker, in German, French, Spanish and Italian.

Rules of our own. A speaker's noun phrase is read from its beginning: a pronoun, a name, or a
determiner with its nouns; prepositions of time and place, commas and verbs end it.
"""

from __future__ import annotations

import re

from annotate_tui.detect.foreign_cues import Latin, Said
from annotate_tui.detect.quote_marks import Quoted
from annotate_tui.model import Span

_LEAD = 240  # code points before a quotation that are looked at
_TAIL = 160  # and behind it
_INSIDE = 400  # and in it
_PARTS = 8  # words of a speaker's noun phrase
_MORE = 80  # code points between a word of saying and the colon
_STOP = re.compile(
    r"[.!?](?<!\b\w\.)(?<!\b(?:Dr|Mr|St|Sr)\.)(?<!\bSra\.)(?<!\bProf\.)\s+(?=\W*[A-ZÀ-Þ])"
)
_WORD = re.compile(
    r"(?:Dr|Sr|Sra|St|Prof|[A-ZÀ-Þ])\.|[^\W_][\w’'.-]*?(?=[\s,;:!?\"“”„«»()–—…]|\.(?!\w)|\Z)"
)
_GAP = re.compile(r"[ \t\u00a0\u202f]+|\n(?!\n)")
_CLITIC = r"(?:(?:lui|leur|nous|le|les|me|nos|gli|mi|ci)\s|m['’])?"
_THAT = ("que", "qu'", "qu’", "che")
_ELIDED = r"(?:(?<=['’])|\s)"


class Reader:
    """Finds the word of saying beside a quotation by the table of one language."""

    def __init__(self, words: Latin) -> None:
        self._german = not words.nouns_small
        cue = rf"(?:(?:{words.having})\s(?:\w+\s){{0,2}}?(?:{words.said})|{words.verbs})"
        self._pronouns = frozenset(words.pronouns.split("|"))
        self._stops = frozenset(words.stops.split("|"))
        self._determiner = re.compile(rf"(?:{words.determiners}){_ELIDED}", re.IGNORECASE)
        inner = "|".join(sorted(words.inner.split("|"), key=len, reverse=True))
        self._inner = re.compile(rf"(?:{inner}){_ELIDED}")
        skipped = rf"(?:(?:{words.skipped})\s+)?"
        self._cue = re.compile(rf"(?<![\w'’-])(?P<cue>{cue})\b(?![-'’])")
        self._tail = re.compile(
            rf"\s*(?:[,–—-]\s*)?{_CLITIC}(?P<cue>{cue})(?:\s+{skipped}|(?=[.,;]))"
        )
        # "a-t-il déclaré", "dit-il", "explique-t-elle".
        self._turned = re.compile(
            rf"\s*,?\s*(?P<cue>(?:a|ont)(?:-t)?-(?P<first>ils?|elles?|on)\s(?:\w+\s)?(?:{words.said})"
            rf"|(?:{words.verbs})(?:-t)?-(?P<last>ils?|elles?|on))\b"
        )
        self._source = re.compile(rf"\s*,\s*(?P<cue>{words.source})\s*")
        self._first = re.compile(rf"\s*(?P<cue>{words.source})\s*", re.IGNORECASE)
        self._among = re.compile(
            rf"(?<=[\w…!?])(?:(?P<open>,)\s|\s?[–—]\s?|\s-\s?)(?P<cue>{cue})\s+{skipped}(?=[^.]{{2,80}}?[,–—-])"
        )

    def __call__(self, text: str, one: Quoted) -> Said | None:
        """The word of saying behind the marks, else before them, else among the words."""
        return self._behind(text, one) or self._before(text, one) or self._inside(text, one)

    def _behind(self, text: str, one: Quoted) -> Said | None:
        low, high = one.right.start, min(one.right.end, one.right.start + _TAIL)
        if match := self._turned.match(text, low, high):
            return _turned(match, "behind", 0.95)
        if match := self._tail.match(text, low, high):
            # "Il film «Notte» racconta Roma": what a sentence speaks of is not said.
            apart = text[low : match.start("cue")].strip() or one.comma or one.stopped
            if not apart and text[slice(*one.lead)].strip():
                return None
            cue, source = Span(*match.span("cue")), self._phrase(text, match.end(), high)
            return Said(cue, source, "behind", 0.95 if source else 0.85)
        if match := self._source.match(text, low, high):
            source = self._phrase(text, match.end(), high)
            if source is not None:
                return Said(Span(*match.span("cue")), source, "behind", 0.9)
        return None

    def _before(self, text: str, one: Quoted) -> Said | None:
        begin, end = max(one.left.start, one.left.end - _LEAD), one.left.end
        words = begin + len(text[begin:end].rstrip())
        begin = max([begin, *(m.end() for m in _STOP.finditer(text, begin, words))])
        cues = list(self._cue.finditer(text, begin, words))
        if not cues:
            return self._according(text, begin, words)
        last = cues[-1]
        more = text[last.end() : words]
        colon = more[-1:] == ":"
        between = more.rstrip(":, ").strip()
        if len(more) > _MORE or any(sign in between for sign in ".!?:;\n"):
            return None
        if not colon and between and between not in _THAT:
            return None
        source = self._subject(text, begin, last.start())
        if source is None and between and between not in _THAT:
            source = self._phrase(text, last.end(), words)
        sure = 0.95 if colon else 0.92 if source is not None else 0.7
        return Said(Span(*last.span("cue")), source, "before", sure)

    def _according(self, text: str, begin: int, words: int) -> Said | None:
        """Whom the quotation is said to come from at the beginning of its sentence: "Según Pérez,"."""
        if (match := self._first.match(text, begin, words)) is None:
            return None
        source = self._phrase(text, match.end(), words)
        if source is None or text[source.end : words].strip() not in ("", ",", ":"):
            return None
        return Said(Span(*match.span("cue")), source, "before", 0.9)

    def _inside(self, text: str, one: Quoted) -> Said | None:
        """An attribution among the words: «La legge - ha detto Rossi - è giusta».

        Not in German, where it breaks the marks instead.
        """
        if self._german:
            return None
        low, high = one.span.start + 1, min(one.span.end - 1, one.span.start + _INSIDE)
        match = self._turned.search(text, low, high)
        if match and "," in text[match.start() : match.start("cue")] and match.start() > low:
            return _turned(match, "inside", 0.9)
        if match := self._among.search(text, low, high):
            source = self._phrase(text, match.end(), high)
            closed = source and text[source.end : source.end + 2].strip()[:1] in (
                ",",
                "–",
                "—",
                "-",
            )
            if source is not None and (closed or match["open"] is None):
                return Said(Span(*match.span("cue")), source, "inside", 0.88)
        return None

    def _phrase(self, text: str, at: int, high: int) -> Span | None:
        """The noun phrase that begins at ``at``: a pronoun, a name, a determiner and its nouns."""
        while at < high and text[at].isspace():
            at += 1
        begin, word = at, _WORD.match(text, at, high)
        if word is None:
            return None
        if word[0].lower() in self._pronouns:
            return Span(*word.span())
        determined = self._determiner.match(text, at, high) is not None
        if determined:
            found = self._determiner.match(text, at, high)
            at = found.end() if found else at
        elif word[0].lower() in self._stops:
            return None
        end, named, joined = begin, False, False
        for _ in range(_PARTS):
            word = _WORD.match(text, at, high)
            if word is None or (word[0].isdecimal() and named):
                break
            small = not any(part[:1].isupper() for part in word[0].split("-"))
            if small and end > begin and (link := self._inner.match(text, at, high)):
                if not self._links(text, link, determined=determined, high=high):
                    break
                at, joined = link.end(), True
                continue
            if small and (not determined or word[0] in self._stops or (named and not joined)):
                break
            named = named or not small
            end, joined = word.end(), False
            gap = _GAP.match(text, end, high)
            if gap is None:
                break
            at = gap.end()
        if end == begin or (not named and (self._german or not determined)):
            return None
        return Span(begin, end)

    def _links(self, text: str, link: re.Match[str], *, determined: bool, high: int) -> bool:
        """Whether a preposition goes on with the phrase: "ministre de la Santé", "Pérez de León"."""
        follows = _WORD.match(text, link.end(), high)
        if follows is None:
            return False
        # "sagte Weber der Zeitung": with a name, "der" tells to whom.
        if self._german and not determined and link[0].strip() in ("der", "des"):
            return False
        return follows[0][0].isupper() or (determined and follows[0] not in self._stops)

    def _subject(self, text: str, begin: int, end: int) -> Span | None:
        """The noun phrase that begins the sentence, or its last clause, right before its verb."""
        comma = text.rfind(",", begin, max(begin, end - 2))
        for at in (begin, comma + 1 if comma >= 0 else end):
            first = at
            while first < end and (text[first].isspace() or text[first] in '–—-"“”«»'):
                first += 1
            found = self._phrase(text, first, end)
            if found is None:
                continue
            rest = text[found.end : end].strip()
            if (
                not rest
                or (rest[0] == "," == rest[-1])
                or (len(rest.split()) <= 2 and "," not in rest)
            ):
                return found
        return None


def _turned(match: re.Match[str], side: str, sure: float) -> Said:
    group = "first" if match["first"] else "last"
    return Said(Span(*match.span("cue")), Span(*match.span(group)), side, sure)
