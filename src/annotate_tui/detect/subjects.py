"""The noun phrase that speaks, beside a word of saying: read leftwards, rightwards, or as the opening.

Rules of our own for English news, by word lists and punctuation alone; also for text whose tokens
stand apart ("Mr. Kim , the mayor , said"). All functions look only at ``[low, high)`` of the text
and give spans without white space at their ends, or None.
"""

from __future__ import annotations

import re

from annotate_tui.detect.asides import aside_begins, person_set_off
from annotate_tui.detect.cues import CUES, NOUNS
from annotate_tui.detect.names import has_role, is_person
from annotate_tui.detect.tokens import (
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DAYS,
    DETERMINERS,
    ENDERS,
    LEADING,
    LOOK,
    MOST,
    NOT_A_HEAD,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    RIGHT_STOP,
    TITLE,
    VERBAL,
    Clause,
    Token,
    is_capital,
    word_of,
)
from annotate_tui.model import Span

_TITLE = re.compile(rf"{TITLE}\s?\.")
_LOOSE_ENDS = PREPOSITIONS | DETERMINERS | {"and", "'s", "’s"}
_NO_END = _LOOSE_ENDS | frozenset(
    "released published issued filed obtained seen signed posted conducted unveiled reviewed".split()
)


def strip_modifiers(clause: Clause, low: int, at: int) -> int:
    """Where the words before a verb end without its auxiliaries, adverbs and "on Monday"."""
    text = clause.text
    tokens = clause.between(max(low, at - 120), at)
    while tokens:
        word = word_of(text, tokens[-1])
        if _ends_name(text, tokens, at):
            break
        # "Tim Long said": a name.
        named = len(tokens) > 1 and is_capital(text, tokens[-1]) and is_capital(text, tokens[-2])
        if word in AUXILIARIES or (word in ADVERBS and not named):
            tokens.pop()
            continue
        if (
            word.endswith("ly")
            and len(word) > 4
            and not is_capital(text, tokens[-1])
            and len(tokens) > 1
        ):
            tokens.pop()
            continue
        if (
            word in DAYS
            and len(tokens) > 2
            and word_of(text, tokens[-2]) in ("on", "last", "this", "in")
        ):
            del tokens[-2:]
            continue
        if word in DAYS and word.endswith("day") and len(tokens) > 1:
            tokens.pop()
            continue
        break
    return tokens[-1][1] if tokens else low


def _ends_name(text: str, tokens: list[Token], at: int) -> bool:
    """Whether "'s" right before the verb is part of a name: "Moody 's said", not "he 's said"."""
    return (
        word_of(text, tokens[-1]) in ("'s", "’s")
        and tokens[-1][1] >= at - 1
        and len(tokens) > 1
        and is_capital(text, tokens[-2])
        and word_of(text, tokens[-2]) not in PERSONAL
    )


def subject_before(clause: Clause, low: int, at: int) -> Span | None:
    """The noun phrase that ends right before ``at``; appositions and relative clauses stepped over.

    An apposition that is a person's name goes before a head that is none. ``low`` is where the
    clause or the words outside quotation marks begin.
    """
    text = clause.text
    end = strip_modifiers(clause, low, at)
    tokens = clause.between(max(low, end - LOOK), end)
    if not tokens:
        return None
    last = word_of(text, tokens[-1])
    if last in PERSONAL:
        return Span(*tokens[-1])
    if last in ("who", "which", "that"):
        if len(tokens) < 2:
            return None
        back = tokens[-2]
        stop = back[0] if text[back[0]] == "," else back[1]
        if last == "that" and text[back[0]] == ",":
            return None
        return _walk(clause, low, stop, close=True)
    if text[tokens[-1][0]] == "," and (person := person_set_off(clause, low, end)):
        return person
    if text[tokens[-1][0]] in ",)—–-" and len(tokens) > 1:
        index = aside_begins(text, tokens)
        if index is None:
            return None
        head = _walk(clause, low, tokens[index][0])
        aside = Span(tokens[index + 1][0], tokens[-2][1])
        words = text[aside.start : aside.end]
        if head is None:
            return None
        if holds_person(words) and not is_person(text[head.start : head.end]):
            return aside
        return head
    return _walk(clause, low, end)


def _walk(clause: Clause, low: int, end: int, close: bool = False) -> Span | None:
    """The noun phrase that ends at ``end``, found word by word to the left.

    ``close``: it need not be a subject, so that any verb ends it ("he met Ann Roe, who said").
    """
    text = clause.text
    tokens = clause.between(max(low, end - LOOK), end)
    index = len(tokens)
    begin = index
    while index > 0 and begin > len(tokens) - MOST:
        index -= 1
        token = tokens[index]
        word = word_of(text, token)
        sign = text[token[0]]
        if not (sign.isalnum() or sign in "'’.$&%-"):
            if sign == "," and _in_list(text, tokens, index):
                begin = index
                continue
            break
        if sign in "'’" and word not in ("'s", "’s", "'", "’"):
            break
        if sign == "." and word == ".":
            break
        if word in PERSONAL and index < len(tokens) - 1:
            break
        if word in RELATIVES and word != "whose":
            if word == "that" and index and _saying(word_of(text, tokens[index - 1])):
                break
            if index == 0 or not text[tokens[index - 1][0]].isalnum():
                break
            begin = index
            continue
        if word in BREAKS:
            break
        if close and _ends_object(text, tokens, index):
            break
        if word == "and" and not _joins(text, tokens, index):
            break
        # "Will" and "Rose" are names too, behind other words.
        name = index > 0 and is_capital(text, token)
        if word in VERBAL and not name and not _relative_before(text, tokens, index):
            break
        begin = index
    return trimmed(text, tokens[begin:])


def _ends_object(text: str, tokens: list[Token], index: int) -> bool:
    """Whether a verb or a preposition right before an object stands there."""
    word = word_of(text, tokens[index])
    if word in ("by", "with", "to"):
        return True
    if index and word_of(text, tokens[index - 1]) in DETERMINERS:
        return False
    verb = word.endswith("ed") or word in CUES or word in VERBAL
    return verb and not is_capital(text, tokens[index])


def _saying(word: str) -> bool:
    return word in CUES or word in NOUNS or word in ("fact", "so", "clear", "true", "likely")


def _in_list(text: str, tokens: list[Token], index: int) -> bool:
    """Whether a comma stands in a list of names: "Smith, Jones and Lee"."""
    if index == 0 or not is_capital(text, tokens[index - 1]):
        return False
    rest = tokens[index + 1 :]
    words = [word_of(text, t) for t in rest]
    if words[:1] and words[0].rstrip(".") in ("jr", "sr", "inc", "ltd", "llc", "corp"):
        return True
    if "and" not in words:
        return False
    return all(
        is_capital(text, t) or w in ("and", "of", ",") for t, w in zip(rest, words, strict=True)
    )


def _joins(text: str, tokens: list[Token], index: int) -> bool:
    """Whether "and" stands between two noun phrases, not between clauses."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    after, before = tokens[index + 1], tokens[index - 1]
    if is_capital(text, before) and is_capital(text, after):
        return True
    begins = index < 2 or text[tokens[index - 2][0]] == ","
    if begins and is_capital(text, before) and word_of(text, after) == "the":
        return True
    if word_of(text, after) in PRONOUNS:
        return False
    left = [word_of(text, t) for t in tokens[max(0, index - 6) : index]]
    verbal = any(w in VERBAL or w.endswith("ed") for w in left)
    return not verbal and (word_of(text, after) not in DETERMINERS or len(left) <= 4)


def _relative_before(text: str, tokens: list[Token], index: int) -> bool:
    for i in range(index - 1, max(-1, index - 7), -1):
        word = word_of(text, tokens[i])
        if word in ("who", "which"):
            return True
        if word in BREAKS or not text[tokens[i][0]].isalnum():
            return False
    return False


def trimmed(text: str, tokens: list[Token]) -> Span | None:
    """The tokens without leading adverbials and prepositions; None where no noun phrase is left."""
    while tokens:
        begin, end = tokens[0][0], tokens[-1][1]
        lead = LEADING.match(text, begin, end)
        if lead and lead.end() < end:
            tokens = [t for t in tokens if t[0] >= lead.end()]
            continue
        word = word_of(text, tokens[0])
        if word == "all" and len(tokens) > 1 and word_of(text, tokens[1]) in DETERMINERS:
            tokens = tokens[1:]
            continue
        if word in ("and", "or", "&", "'s", "’s", "-") or (word in ADVERBS and len(tokens) > 1):
            tokens = tokens[1:]
            continue
        if word.endswith("ly") and len(tokens) > 1 and word not in ("family", "italy", "only"):
            tokens = tokens[1:]
            continue
        number = len(tokens) > 1 and text[tokens[1][0]].isdigit()
        if word in PREPOSITIONS and not (number and word in ("about", "over", "under")):
            rest = _behind_preposition(text, tokens)
            if rest is None:
                return None
            tokens = rest
            continue
        break
    if not tokens:
        return None
    first, last = word_of(text, tokens[0]), word_of(text, tokens[-1])
    if last in PREPOSITIONS | BREAKS or last in NOT_A_HEAD or last in ("and", "the", "a", "an"):
        return None
    if len(tokens) == 1 and (first in DETERMINERS - PRONOUNS or first in NOT_A_HEAD):
        return None
    name = len(tokens) > 1 and is_capital(text, tokens[0]) and is_capital(text, tokens[1])
    if (first in NOT_A_HEAD and first != "no") or (first in VERBAL and not name):
        return None
    if not is_capital(text, tokens[0]) and _is_participle(text, tokens):
        return None
    if not any(c.isalpha() for c in text[tokens[0][0] : tokens[-1][1]]):
        return None
    if word_of(text, tokens[-1]) in DAYS and len(tokens) <= 2 and last != "may":
        return None
    return Span(tokens[0][0], tokens[-1][1])


def _is_participle(text: str, tokens: list[Token]) -> bool:
    """Whether a participle stands alone or before its object: "demanding", "based on the hymn"."""
    first = word_of(text, tokens[0])
    if len(tokens) == 1:
        return first.endswith("ing") and first not in ("king", "everything", "nothing", "being")
    second = word_of(text, tokens[1])
    return first.endswith("ed") and (second in PREPOSITIONS or second == "upon")


def _behind_preposition(text: str, tokens: list[Token]) -> list[Token] | None:
    """What follows "In Washington": from the last determiner or title on, or behind the name."""
    words = [word_of(text, t) for t in tokens]
    for i in range(len(tokens) - 1, 1, -1):
        starts = words[i] in DETERMINERS or _TITLE.match(text, *tokens[i])
        if starts and words[i - 1] not in PREPOSITIONS and words[i - 1] not in DETERMINERS:
            return tokens[i:]
    i = len(tokens)
    while i > 2 and is_capital(text, tokens[i - 1]):
        i -= 1
    if (
        2 <= i < len(tokens)
        and not is_capital(text, tokens[i - 1])
        and words[i - 1] not in PREPOSITIONS
    ):
        plain = words[i - 1] not in DETERMINERS | {"'s", "’s", "and", "of"}
        if plain and not has_role(words[i - 1]):
            return tokens[i:]
    i = 1
    while i < len(tokens) and (
        is_capital(text, tokens[i]) or words[i] in DETERMINERS or words[i].isdigit()
    ):
        i += 1
    if 1 < i < len(tokens) and words[i] not in PREPOSITIONS and words[i] not in ("'s", "’s"):
        return tokens[i:]
    return None


def subject_after(clause: Clause, at: int, high: int) -> Span | None:
    """The noun phrase that begins right behind ``at``: "said foreman Dan Poe of Acme on Monday".

    "Its spokeswoman, Mia Lund" gives the person.
    """
    text = clause.text
    tokens = clause.between(at, min(high, at + LOOK))
    end = 0
    for i, token in enumerate(tokens[:MOST]):
        word, sign = word_of(text, token), text[token[0]]
        if i == 0 and word in PERSONAL:
            return Span(*token)
        if sign in ENDERS and word == sign:
            break
        if word in RIGHT_STOP and not (i and _joins_right(text, tokens, i)):
            break
        if i and (word in ADVERBS or word in PERSONAL):
            break
        if i == 0 and (word in PREPOSITIONS or word in BREAKS or word in VERBAL):
            return None
        end = i + 1
    while end and word_of(text, tokens[end - 1]) in (_LOOSE_ENDS if end == 1 else _NO_END):
        if end == 1 and word_of(text, tokens[0]) in PRONOUNS:
            break
        end -= 1
    if not end:
        return None
    head = trimmed(text, tokens[:end])
    if head is None or len(tokens) <= end or text[tokens[end][0]] != ",":
        return head
    rest = tokens[end + 1 :]
    stop = next(
        (i for i, t in enumerate(rest) if not text[t[0]].isalnum() and text[t[0]] not in "'’"),
        len(rest),
    )
    ended = stop < len(rest) or (rest and rest[-1][1] >= high - 1)
    if stop and ended and not is_person(text[head.start : head.end]):
        aside = Span(rest[0][0], rest[stop - 1][1])
        if holds_person(text[aside.start : aside.end]):
            return aside
    return head


def holds_person(words: str) -> bool:
    """Whether an apposition is a person's name, perhaps with the role before it, or one given name."""
    parts = words.split()
    if not parts or "by" in parts[:3] or parts[0].endswith("ed"):
        # "signed by Ann Roe": done by the person, who is not what is spoken of.
        return False
    while len(parts) > 2 and parts[0].islower() and parts[0] not in DETERMINERS:
        parts = parts[1:]
    if len(parts) == 1:
        word = parts[0]
        return (
            word.isalpha() and word[0].isupper() and not word.isupper() and not word.endswith("day")
        )
    return is_person(" ".join(parts))


def _joins_right(text: str, tokens: list[Token], index: int) -> bool:
    """Whether "and" joins two names, or "with" belongs to a role: a spokeswoman with the Red Cross."""
    word, before = word_of(text, tokens[index]), tokens[index - 1]
    if index + 1 >= len(tokens):
        return False
    if word == "with":
        return word_of(text, before) == "familiar" or (
            not is_capital(text, before) and has_role(word_of(text, before))
        )
    return word == "and" and is_capital(text, tokens[index + 1]) and is_capital(text, before)
