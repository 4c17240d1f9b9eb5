"""The noun phrase that speaks, beside a word of saying: read leftwards, rightwards, or as the opening.

Rules of our own for English news, by word lists and punctuation alone; also for text whose tokens
stand apart ("Mr. Kim , the mayor , said"). All functions look only at ``[low, high)`` of the text
and give spans without white space at their ends, or None.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from annotate_tui.detect.cues import CUES, NOUNS
from annotate_tui.detect.names import has_role, is_person
from annotate_tui.model import Span

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cpl|Maj|Cmdr|Adm|Rev|Hon|St|Sens|Reps|Jr|Sr|Messrs|Det|Insp|Supt|Pte|Atty|Inc|Corp|Co|Ltd|Cos|Bros)"
_TOKEN = re.compile(
    rf"{_TITLE}\s?\.(?!\w)|\b(?:[A-Z]\.)+|['’]s\b|\.[A-Z]\w+|\w[\w’'&/.-]*\w|\w|[^\w\s]"
)
PRONOUNS = frozenset(
    "i you he she it we they one this that these those everyone someone somebody anyone nobody"
    " everybody others some many most all both neither none another several few him them".split()
)
_PERSONAL = frozenset("i you he she it we they".split())
DETERMINERS = frozenset(
    "a an the another this that these those his her its their our my your several some many two three"
    " four five six both other most one no each every any".split()
)
_AUXILIARIES = frozenset(
    "have has had is are was were be been being will would could should may might must did does do can"
    " cannot not never n't 'd 'll ’d ’ll 's ’s".split()
)
_ADVERBS = frozenset(
    "also then later still again now once further yesterday today earlier soon often always just even"
    " only instead meanwhile however previously recently simply twice repeatedly afterwards afterward"
    " first himself herself itself themselves tonight thus therefore both tearfully long since too"
    " nevertheless nonetheless though never ever quickly".split()
)
_PREPOSITIONS = frozenset(
    "of in at for from with on to by near under over between against among across behind about"
    " inside outside within during into per via including".split()
)
_BREAKS = frozenset(
    "but or so yet as if when while because than whether how what why where after before since until"
    " although though whereas unless once nor then because amid despite like".split()
)
_VERBAL = frozenset(
    "is are was were be been has have had will would could should may might must did does do can"
    " cannot spoke went took gave made met came held began saw found felt left got let kept won lost"
    " ran rose fell stood knew thought n't not says said told tells adds added".split()
)
_RELATIVES = frozenset("who which that whose whom".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december week month year night morning afternoon"
    " evening".split()
)
_NOT_A_HEAD = frozenset(
    "there here yes no well ok not and or but also later then it’s that’s thus so too more less ago"
    " earlier such very much same well please what how why when where if because asked".split()
)
LEADING = re.compile(
    r"(?:(?:[Aa]nd|[Bb]ut|[Ss]o|[Ww]hile|[Aa]s|[Ww]hen|[Bb]ecause|[Ss]ince|[Aa]lthough|[Tt]hough|[Tt]hat|[Ii]f|[Aa]lso|[Tt]hen"
    r"|[Ll]ater|[Ss]till|[Mm]eanwhile|[Hh]owever|[Ee]arlier|[Yy]esterday|[Tt]oday|[Oo]nce|[Aa]fter|[Bb]efore|[Yy]et|[Ww]here"
    r"|[Ii]nstead|[Ii]ndeed|[Ff]inally|[Rr]ecently|(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
    r"|(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext|[Ii]n|[Bb]y|[Ee]arly|[Ll]ate)\s+(?:last\s+|this\s+|early\s+|late\s+)?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|night|evening|afternoon))?|"
    r"(?:[Oo]n|[Ll]ast|[Tt]his|[Ii]n)\s+(?:week|month|year|night|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|[Ii]n \d{4})\s+)+"
)
_AUXILIARY_VERB = (
    r"[a-z]\w*ed|is|are|was|were|has|had|have|will|would|may|did|said|spoke|went|took|gave|made|met|came"
    r"|held|began|told|saw|found|felt|thought|left|wrote|put|made|kept|sought|stood|sat|rose|fell|drew|cut"
    r"|went|won|lost|ran|set|led|let|hit|broke|chose|grew|threw|wore|shook|took|got|could|can|should|must"
)
VERB = re.compile(rf"\s(?:{_AUXILIARY_VERB}|[a-z]+[^\Wsui]s(?!\s(?:{_AUXILIARY_VERB})\b))\b")
_LOOK = 260  # code points looked at for a noun phrase
_MOST = 18  # words of one
_RIGHT_STOP = frozenset(
    "who which whose whom that when while as during after before because if and but or in on to by late"
    " early yesterday today last this earlier speaking referring adding citing asked through until"
    " describing explaining noting pointing shaking holding with about via later sitting standing"
    " recently during following just is was are were has had will would".split()
)
_ENDERS = frozenset('.,;:!?"“”„«»()[]—–…`')


Token = tuple[int, int]
"""Where a token begins and ends."""


class Clause:
    """The tokens of a piece of text, found once for all that is asked about it."""

    def __init__(self, text: str, low: int, high: int) -> None:
        self.text = text
        self.tokens: list[Token] = [m.span() for m in _TOKEN.finditer(text, low, high)]
        self._starts = [token[0] for token in self.tokens]

    def between(self, low: int, high: int) -> list[Token]:
        """The tokens that begin in ``[low, high)``."""
        return self.tokens[bisect_left(self._starts, low) : bisect_left(self._starts, high)]


def _word(text: str, token: Token) -> str:
    return text[token[0] : token[1]].lower()


def _capital(text: str, token: Token) -> bool:
    return text[token[0]].isupper()


def strip_modifiers(clause: Clause, low: int, at: int) -> int:
    """Where the words before a verb end without its auxiliaries, adverbs and "on Monday"."""
    text = clause.text
    tokens = clause.between(max(low, at - 120), at)
    while tokens:
        word = _word(text, tokens[-1])
        if word in _AUXILIARIES or word in _ADVERBS:
            tokens.pop()
            continue
        if (
            word.endswith("ly")
            and len(word) > 4
            and not _capital(text, tokens[-1])
            and len(tokens) > 1
        ):
            tokens.pop()
            continue
        if (
            word in _DAYS
            and len(tokens) > 2
            and _word(text, tokens[-2]) in ("on", "last", "this", "in")
        ):
            del tokens[-2:]
            continue
        if word in _DAYS and word.endswith("day") and len(tokens) > 1:
            tokens.pop()
            continue
        break
    return tokens[-1][1] if tokens else low


def subject_before(clause: Clause, low: int, at: int) -> Span | None:
    """The noun phrase that ends right before ``at``; appositions and relative clauses stepped over.

    An apposition that is a person's name goes before a head that is none. ``low`` is where the
    clause or the words outside quotation marks begin.
    """
    text = clause.text
    end = strip_modifiers(clause, low, at)
    tokens = clause.between(max(low, end - _LOOK), end)
    if not tokens:
        return None
    last = _word(text, tokens[-1])
    if last in _PERSONAL:
        return Span(*tokens[-1])
    if last in ("who", "which", "that"):
        if len(tokens) < 2:
            return None
        back = tokens[-2]
        stop = back[0] if text[back[0]] == "," else back[1]
        if last == "that" and text[back[0]] == ",":
            return None
        return _walk(clause, low, stop)
    if text[tokens[-1][0]] in ",)—–-" and len(tokens) > 1:
        index = _aside_begins(text, tokens)
        if index is None:
            return None
        head = _walk(clause, low, tokens[index][0])
        aside = Span(tokens[index + 1][0], tokens[-2][1])
        words = text[aside.start : aside.end]
        if head is None:
            return None
        if _holds_person(words) and not is_person(text[head.start : head.end]):
            return aside
        return head
    return _walk(clause, low, end)


def _aside_begins(text: str, tokens: list[Token]) -> int | None:
    """The index of the comma, bracket or dash that opens the aside that ends with the last token."""
    closing = text[tokens[-1][0]]
    opening = {")": "("}.get(closing, closing)
    if closing == ",":
        first = tokens[-2]
        commas = [i for i in range(len(tokens) - 2, 0, -1) if text[tokens[i][0]] == ","]
        if not commas or first is tokens[commas[0]]:
            return None
        # "John Smith, a lawyer in Reno, Nevada, said": the aside begins where a name or head ends.
        for position, index in enumerate(commas[:3]):
            following = _word(text, tokens[index + 1])
            aside = tokens[index + 1 : -1]
            short_place = len(aside) <= 2 and all(_capital(text, t) for t in aside)
            if (
                short_place
                and position + 1 < len(commas)
                and _opens_aside(text, tokens, commas[position + 1])
            ):
                continue
            if following in ("and", "or", "but") or _is_age(
                text, tokens, commas[position + 1 :], index
            ):
                continue
            return index
        return commas[0]
    for index in range(len(tokens) - 2, 0, -1):
        if text[tokens[index][0]] == opening:
            return index
    return None


def _is_age(text: str, tokens: list[Token], commas: list[int], index: int) -> bool:
    """Whether an age stands between the comma before and this one: "Dan Poe, 45 years old, a lawyer"."""
    begins = commas[0] + 1 if commas else 0
    return begins < index <= begins + 3 and _word(text, tokens[begins]).isdigit()


def _opens_aside(text: str, tokens: list[Token], comma: int) -> bool:
    following = _word(text, tokens[comma + 1])
    return (
        following in DETERMINERS | _RELATIVES
        or following.isdigit()
        or not _capital(text, tokens[comma + 1])
    )


def _walk(clause: Clause, low: int, end: int) -> Span | None:
    """The noun phrase that ends at ``end``, found word by word to the left."""
    text = clause.text
    tokens = clause.between(max(low, end - _LOOK), end)
    index = len(tokens)
    begin = index
    while index > 0 and begin > len(tokens) - _MOST:
        index -= 1
        token = tokens[index]
        word = _word(text, token)
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
        if word in _PERSONAL and index < len(tokens) - 1:
            break
        if word in _RELATIVES and word != "whose":
            if word == "that" and index and _saying(_word(text, tokens[index - 1])):
                break
            if index == 0 or not text[tokens[index - 1][0]].isalnum():
                break
            begin = index
            continue
        if word in _BREAKS:
            break
        if word == "and" and not _joins(text, tokens, index):
            break
        if word in _VERBAL and not _relative_before(text, tokens, index):
            break
        begin = index
    return _trimmed(text, tokens[begin:])


def _saying(word: str) -> bool:
    return word in CUES or word in NOUNS or word in ("fact", "so", "clear", "true", "likely")


def _in_list(text: str, tokens: list[Token], index: int) -> bool:
    """Whether a comma stands in a list of names: "Smith, Jones and Lee"."""
    if index == 0 or not _capital(text, tokens[index - 1]):
        return False
    rest = tokens[index + 1 :]
    words = [_word(text, t) for t in rest]
    if words[:1] and words[0].rstrip(".") in ("jr", "sr", "inc", "ltd", "llc", "corp"):
        return True
    if "and" not in words:
        return False
    return all(
        _capital(text, t) or w in ("and", "of", ",") for t, w in zip(rest, words, strict=True)
    )


def _joins(text: str, tokens: list[Token], index: int) -> bool:
    """Whether "and" stands between two noun phrases, not between clauses."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    after, before = tokens[index + 1], tokens[index - 1]
    if _capital(text, before) and _capital(text, after):
        return True
    if _word(text, after) in PRONOUNS:
        return False
    left = [_word(text, t) for t in tokens[max(0, index - 6) : index]]
    verbal = any(w in _VERBAL or w.endswith("ed") for w in left)
    return not verbal and (_word(text, after) not in DETERMINERS or len(left) <= 4)


def _relative_before(text: str, tokens: list[Token], index: int) -> bool:
    for i in range(index - 1, max(-1, index - 7), -1):
        word = _word(text, tokens[i])
        if word in ("who", "which"):
            return True
        if word in _BREAKS or not text[tokens[i][0]].isalnum():
            return False
    return False


def _trimmed(text: str, tokens: list[Token]) -> Span | None:
    """The tokens without leading adverbials and prepositions; None where no noun phrase is left."""
    while tokens:
        begin, end = tokens[0][0], tokens[-1][1]
        lead = LEADING.match(text, begin, end)
        if lead and lead.end() < end:
            tokens = [t for t in tokens if t[0] >= lead.end()]
            continue
        word = _word(text, tokens[0])
        if word == "all" and len(tokens) > 1 and _word(text, tokens[1]) in DETERMINERS:
            tokens = tokens[1:]
            continue
        if word in ("and", "or", "&", "'s", "’s", "-") or (word in _ADVERBS and len(tokens) > 1):
            tokens = tokens[1:]
            continue
        if word.endswith("ly") and len(tokens) > 1 and word not in ("family", "italy", "only"):
            tokens = tokens[1:]
            continue
        if word in _PREPOSITIONS:
            rest = _behind_preposition(text, tokens)
            if rest is None:
                return None
            tokens = rest
            continue
        break
    if not tokens:
        return None
    first, last = _word(text, tokens[0]), _word(text, tokens[-1])
    if last in _PREPOSITIONS | _BREAKS or last in _NOT_A_HEAD or last in ("and", "the", "a", "an"):
        return None
    if len(tokens) == 1 and (first in DETERMINERS - PRONOUNS or first in _NOT_A_HEAD):
        return None
    if first in _NOT_A_HEAD and first != "no":
        return None
    if not any(c.isalpha() for c in text[tokens[0][0] : tokens[-1][1]]):
        return None
    if _word(text, tokens[-1]) in _DAYS and len(tokens) <= 2 and last != "may":
        return None
    return Span(tokens[0][0], tokens[-1][1])


def _behind_preposition(text: str, tokens: list[Token]) -> list[Token] | None:
    """What follows "In Washington": from the last determiner or title on, or behind the name."""
    words = [_word(text, t) for t in tokens]
    for i in range(len(tokens) - 1, 1, -1):
        starts = words[i] in DETERMINERS or re.match(
            rf"{_TITLE}\s?\.", text[tokens[i][0] : tokens[i][1]]
        )
        if starts and words[i - 1] not in _PREPOSITIONS and words[i - 1] not in DETERMINERS:
            return tokens[i:]
    i = len(tokens)
    while i > 2 and _capital(text, tokens[i - 1]):
        i -= 1
    if (
        2 <= i < len(tokens)
        and not _capital(text, tokens[i - 1])
        and words[i - 1] not in _PREPOSITIONS
    ):
        plain = words[i - 1] not in DETERMINERS | {"'s", "’s", "and", "of"}
        if plain and not has_role(words[i - 1]):
            return tokens[i:]
    i = 1
    while i < len(tokens) and (
        _capital(text, tokens[i]) or words[i] in DETERMINERS or words[i].isdigit()
    ):
        i += 1
    if 1 < i < len(tokens) and words[i] not in _PREPOSITIONS and words[i] not in ("'s", "’s"):
        return tokens[i:]
    return None


def subject_after(clause: Clause, at: int, high: int) -> Span | None:
    """The noun phrase that begins right behind ``at``: "said foreman Dan Poe of Acme on Monday".

    "Its spokeswoman, Mia Lund" gives the person.
    """
    text = clause.text
    tokens = clause.between(at, min(high, at + _LOOK))
    end = 0
    for i, token in enumerate(tokens[:_MOST]):
        word, sign = _word(text, token), text[token[0]]
        if i == 0 and word in _PERSONAL:
            return Span(*token)
        if sign in _ENDERS and word == sign:
            break
        if word in _RIGHT_STOP and not (i and _joins_right(text, tokens, i)):
            break
        if word in _ADVERBS and i:
            break
        if i == 0 and (word in _PREPOSITIONS or word in _BREAKS or word in _VERBAL):
            return None
        end = i + 1
    while end and _word(text, tokens[end - 1]) in _PREPOSITIONS | DETERMINERS | {"and", "'s", "’s"}:
        end -= 1
    if not end:
        return None
    head = _trimmed(text, tokens[:end])
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
        if _holds_person(text[aside.start : aside.end]):
            return aside
    return head


def _holds_person(words: str) -> bool:
    """Whether an apposition is a person's name, perhaps with the role before it, or one given name."""
    parts = words.split()
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
    word, before = _word(text, tokens[index]), tokens[index - 1]
    if index + 1 >= len(tokens):
        return False
    if word == "with":
        return _word(text, before) == "familiar" or (
            not _capital(text, before) and has_role(_word(text, before))
        )
    return word == "and" and _capital(text, tokens[index + 1]) and _capital(text, before)


def opening(clause: Clause, low: int, high: int) -> Span | None:
    """The noun phrase that a clause begins with: up to the first word that looks like its verb."""
    text = clause.text
    begin = low
    for _ in range(4):
        while begin < high and not text[begin].isalnum():
            begin += 1
        lead = LEADING.match(text, begin, high)
        begin = lead.end() if lead else begin
        first = re.compile(r"[A-Za-z]+").match(text, begin, high)
        if first is None:
            return None
        if first[0].lower() in _PERSONAL:
            return Span(*first.span())
        # "In a statement on Monday, …": what stands before the clause is stepped over.
        skipped = first[0].lower() in _PREPOSITIONS or first[0].endswith("ing")
        comma = text.find(",", begin, min(high, begin + _LOOK))
        if skipped and comma >= 0:
            begin = comma + 1
            continue
        break
    limit = min(high, begin + _LOOK)
    verb = VERB.search(text, begin + 1, limit)
    if verb is None:
        return None
    comma = text.find(",", begin, verb.start())
    end = comma if comma > begin else verb.start()
    tokens = clause.between(begin, end)
    if comma > begin:
        # "The firm's chief, Dana Wu, resigned": the person's name goes before the role.
        close = text.find(",", comma + 1, verb.start() + 1)
        aside = clause.between(comma + 1, close if close > comma else verb.start())
        if aside and not is_person(text[begin:comma]):
            named = Span(aside[0][0], aside[-1][1])
            if _holds_person(text[slice(*named)]):
                return named
    while tokens and (_word(text, tokens[-1]) in _ADVERBS or _word(text, tokens[-1]) in _RELATIVES):
        tokens.pop()
    return _trimmed(text, tokens[:_MOST])
