"""Phrases: the chunks of a sentence between its words and the sentence itself."""

from __future__ import annotations

import re

from annotate_tui.model import Span
from annotate_tui.text.figures import unbroken
from annotate_tui.text.function_words import FunctionWords, function_words, word_set
from annotate_tui.text.words import words

_MOST_EOJEOL = 3
_LONGEST_WITH_OF = 6  # words of a phrase that "of …" is still joined to
_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u3041-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_JAPANESE_PARTICLES = word_set(
    "は が を に で と も へ や から まで より には では とは にも でも へは からは までに など"
)
# Where a Chinese phrase begins: conjunctions and coverbs, unless the sign is part of another word.
_CHINESE_CUT = re.compile(
    "以及|但是|因为|所以|如果|虽然|由于|关于|对于|根据|通过|为了|并且|或者|此外|因此|因為|雖然|由於|關於|對於|根據|"
    "通過|為了|並且|包括|[将將](?![军軍来來领領要])|被(?!告)|与(?!会)|與(?!會)|"
    "(?<![现現存正所实實内內潜潛自])在(?![于於乎意])|(?<=.的)(?![确確士])"
)
_KOREAN_END = re.compile(r"(?:[을를은는이가에와과로도고며면서다]|에서|에게|까지|부터|라고)$")
_ABBREVIATION = word_set(
    "mr mrs ms dr prof gen sen rep gov sgt col capt lt st no vs jr sr jan feb mar "
    "apr jun june jul july aug sep sept oct nov dec"
)
_OF = word_set("of de des du di von der del della dei degli delle d'")
_ELIDED = re.compile(r"(?:qu|d|l|n|s|c|j|m|t|un|all|dell|nell|dall|sull)['’]")
_COMPARED = word_set("more less fewer rather other up plus moins mehr weniger más menos più meno")
_PHRASAL = word_set("than to que als di de")
_ADJECTIVES_FIRST = frozenset(("en", "de"))
_VERB_END = re.compile(r"(?:ed|ing)$")
_PARTICIPLE = re.compile(
    r"(?:ed|ing|en|wn|ne|ung|elt|iert|[^a-z]t|é|és|ée|ées|ado|ido|ato|uto|ito)$"
)


def phrases(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """The phrases of one sentence ``text[start:end]`` in order, as spans into ``text``.

    Offsets are code points. Punctuation, quotation marks and brackets always cut; before
    prepositions, subordinators, determiners and verbs a new phrase begins; a figure is never cut.
    A phrase begins and ends with a word. A conjunction such as "and" between two phrases belongs
    to neither; any other function word that would stand alone joins its neighbour. Korean goes by
    particles and groups of at most three words, Japanese by particles (left out at the end),
    Chinese by punctuation, conjunctions and coverbs.
    """
    tokens = words(text, start, end)
    if not tokens:
        return []
    piece = text[max(start, 0) : end]
    if 3 * len(_EAST_ASIAN.findall(piece)) >= len(piece):
        return _east_asian(text, tokens, piece, language)
    chunks: list[Span] = []
    uncut = _uncut(text, start, end, language)
    run: list[Span] = []
    for token in tokens:
        if run and _punctuated(text, run[-1], token, uncut):
            chunks += _chunks(text, run, uncut, language)
            run = []
        run.append(token)
    return chunks + _chunks(text, run, uncut, language)


def _uncut(text: str, start: int, end: int, language: str) -> set[int]:
    """The offsets inside a figure or a date, where no phrase may begin."""
    spans = unbroken(text, start, end, language)
    return {at for span in spans for at in range(span.start + 1, span.end)}


def _punctuated(text: str, left: Span, right: Span, uncut: set[int]) -> bool:
    """Whether more than white space parts two words."""
    gap = text[left.end : right.start]
    if not gap.strip() and gap:
        return False
    if right.start in uncut:
        return False
    return not (gap == ". " and text[left.start : left.end].lower() in _ABBREVIATION)


def _east_asian(text: str, tokens: list[Span], piece: str, language: str) -> list[Span]:
    korean, japanese = bool(_HANGUL.search(piece)), bool(_KANA.search(piece))
    cuts: set[int] = set()
    if not korean and not japanese:
        cuts = {
            found.start() for found in _CHINESE_CUT.finditer(text, tokens[0].start, tokens[-1].end)
        }
    uncut = _uncut(text, tokens[0].start, tokens[-1].end, language)
    found: list[Span] = []
    group: list[Span] = []

    def close() -> None:
        if len(group) > 1 and japanese and _word(text, group[-1]) in _JAPANESE_PARTICLES:
            group.pop()
        if group:
            found.append(Span(group[0].start, group[-1].end))
        group.clear()

    for token in tokens:
        if group and token.start in uncut:
            group.append(token)
            continue
        if group and (token.start in cuts or text[group[-1].end : token.start].strip()):
            close()
        word = _word(text, token)
        group.append(token)
        if korean:
            if len(group) >= _MOST_EOJEOL or _KOREAN_END.search(word):
                close()
        elif japanese and word in _JAPANESE_PARTICLES:
            close()
    close()
    return found


def _word(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _class(word: str, table: FunctionWords) -> str:
    """One letter for what a word mostly is: Prep, Conj, Rel, Det, proNoun, Aux, Verb, else Open."""
    for letter, members in zip("PCRDNAV", table, strict=True):
        if word in members:
            return letter
    elided = _ELIDED.match(word)
    if elided is None or not table.prepositions:
        return "O"
    if word.startswith("qu"):
        return "R"
    return "D" if elided.group()[:-1] in ("l", "un") else "P"


def _chunks(text: str, run: list[Span], uncut: set[int], language: str) -> list[Span]:
    """The phrases of words that only white space parts."""
    if not run:
        return []
    table = function_words(language)
    lowered = [_word(text, token).lower().replace("’", "'") for token in run]
    classes = [_class(word, table) for word in lowered]
    groups: list[list[int]] = [[0]]
    closed = False
    for i in range(1, len(run)):
        group = groups[-1]
        if run[i].start not in uncut and (
            closed or _cuts(text, run, lowered, classes, group=group, i=i, language=language)
        ):
            groups.append([i])
        else:
            group.append(i)
        closed = _closes(lowered, classes, groups[-1], i)
    groups = _joined(groups, lowered, classes)
    found = []
    for group in groups:
        first, last = group[0], group[-1]
        while first < last and classes[first] == "C":
            first += 1
        while first < last and classes[last] == "C":
            last -= 1
        found.append(Span(run[first].start, run[last].end))
    return found


def _cuts(
    text: str,
    run: list[Span],
    lowered: list[str],
    classes: list[str],
    *,
    group: list[int],
    i: int,
    language: str,
) -> bool:
    """Whether a phrase begins at word ``i``, given the phrase so far."""
    kind, before = classes[i], classes[i - 1]
    has_content = any(classes[k] in "ON V" for k in group)
    if lowered[i] in _PHRASAL and lowered[i - 1] in _COMPARED:
        return False
    if lowered[i] in _COMPARED and lowered[i + 1 : i + 2] == ["than"]:
        return has_content
    if kind == "C":
        return language not in _ADJECTIVES_FIRST or not _pairs_adjectives(
            lowered, classes, group, i
        )
    if (
        before == "C"
        and language in _ADJECTIVES_FIRST
        and _pairs_adjectives(lowered, classes, group[:-1], i - 1)
    ):
        return False
    if kind in "PR":
        return has_content or before in "DA"
    if kind == "D":
        return (before in "OV" and has_content) or before == "A"
    if kind == "N":
        return has_content
    if kind == "A":
        return before not in "ANR" and has_content
    if kind == "V":
        return before in "ON" and has_content and not any(classes[k] == "A" for k in group)
    capital = text[run[i].start].isupper()
    if language == "en" and before == "O" and not capital and _VERB_END.search(lowered[i]):
        follows = classes[i + 1] if i + 1 < len(classes) else ""
        return bool(follows) and follows in "PDRNC" and not any(classes[k] == "A" for k in group)
    return False


def _pairs_adjectives(lowered: list[str], classes: list[str], group: list[int], i: int) -> bool:
    """Whether the conjunction ``i`` stands in "high-ranking and professional positions"."""
    return (
        sum(classes[k] == "O" for k in group) == 1
        and classes[i - 1] == "O"
        and not lowered[i - 1].endswith("s")
        and classes[i + 1 : i + 3] == ["O", "O"]
    )


def _closes(lowered: list[str], classes: list[str], group: list[int], i: int) -> bool:
    """Whether a phrase ends after word ``i``: a verb, alone or after its auxiliary."""
    if classes[i] == "V":
        return True
    return (
        classes[i] == "O"
        and any(classes[k] == "A" for k in group)
        and _PARTICIPLE.search(lowered[i]) is not None
    )


def _joined(groups: list[list[int]], lowered: list[str], classes: list[str]) -> list[list[int]]:
    """Joins "of …" to a short phrase before it, and lone function words to a neighbour."""
    joined: list[list[int]] = []
    pending: list[int] = []
    for chunk in groups:
        group = pending + chunk
        pending = []
        alone = all(classes[k] in "PRDNAC" for k in group)
        if alone and len(group) <= 2 and group[-1] != len(classes) - 1:
            pending = group
            continue
        if alone and joined and len(group) <= 2:
            joined[-1] = joined[-1] + group
            continue
        last = joined[-1] if joined else []
        if (
            last
            and lowered[group[0]] in _OF
            and len(last) + len(group) <= _LONGEST_WITH_OF + (classes[last[0]] in "PR")
            and classes[last[-1]] in "ON"
            and not any(classes[k] in "AV" for k in last)
        ):
            joined[-1] = last + group
            continue
        joined.append(group)
    if pending:
        joined.append(pending)
    return joined
