"""The tokens of a clause of English news, and the lists of words that part its noun phrases.

Lists of our own; also for text whose tokens stand apart ("Mr. Kim , the mayor , said").
"""

from __future__ import annotations

import re
from bisect import bisect_left

TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cpl|Maj|Cmdr|Adm|Rev|Hon|St|Sens|Reps"
    r"|Jr|Sr|Messrs|Det|Insp|Supt|Pte|Atty|Inc|Corp|Co|Ltd|Cos|Bros)"
)
_TOKEN = re.compile(
    # Most tokens are words in small letters, which no other alternative takes: they come first.
    rf"[a-z][\w’'&/.-]*\w|{TITLE}\s?\.(?!\w)|\b(?:[A-Z]\.)+|['’]s\b|\d{{1,3}}(?:,\d{{3}})+\b"
    r"|\.[A-Z]\w+|\w[\w’'&/.-]*\w|\w|[^\w\s]"
)
PRONOUNS = frozenset(
    "i you he she it we they one this that these those everyone someone somebody anyone nobody"
    " everybody others some many most all both neither none another several few him them".split()
)
PERSONAL = frozenset("i you he she it we they".split())
DETERMINERS = frozenset(
    "a an the another this that these those his her its their our my your several some many two three"
    " four five six both other most one no each every any".split()
)
AUXILIARIES = frozenset(
    "have has had is are was were be been being will would could should may might must did does do can"
    " cannot not never n't 'd 'll ’d ’ll 's ’s".split()
)
ADVERBS = frozenset(
    "also then later still again now once further yesterday today earlier soon often always just even"
    " only instead meanwhile however previously recently simply twice repeatedly afterwards afterward"
    " first himself herself itself themselves tonight thus therefore both tearfully long since too"
    " nevertheless nonetheless though never ever quickly already".split()
)
PREPOSITIONS = frozenset(
    "of in at for from with on to by near under over between against among across behind about"
    " inside outside within during into per via including".split()
)
BREAKS = frozenset(
    "but or so yet as if when while because than whether how what why where after before since until"
    " although though whereas unless once nor then because amid despite like".split()
)
VERBAL = frozenset(
    "is are was were be been has have had will would could should may might must did does do can"
    " cannot spoke went took gave made met came held began saw found felt left got let kept won lost"
    " ran rose fell stood knew thought n't not says said told tells adds added".split()
)
RELATIVES = frozenset("who which that whose whom".split())
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december week month year night morning afternoon"
    " evening".split()
)
NOT_A_HEAD = frozenset(
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
VERB = re.compile(
    rf"\s(?:{_AUXILIARY_VERB}|[a-z]+[^\Wsui]s(?!\s(?:{_AUXILIARY_VERB})\b|\s?,\s(?:[a-z]+ing\b|\Z)))\b"
)
LOOK = 260  # code points looked at for a noun phrase
MOST = 18  # words of one
RIGHT_STOP = frozenset(
    "who which whose whom that when while as during after before because if and but or in on to by late"
    " early yesterday today last this earlier speaking referring adding citing asked through until"
    " describing explaining noting pointing shaking holding with about via later sitting standing"
    " recently during following just is was are were has had will would".split()
)
ENDERS = frozenset('.,;:!?"“”„«»()[]—–…`')


Token = tuple[int, int]
"""Where a token begins and ends."""


class Clause:
    """The tokens of a piece of text, each found once, as far as they are asked for."""

    def __init__(self, text: str, low: int, high: int) -> None:
        self.text = text
        self._rest = _TOKEN.finditer(text, low, high)
        self._reached = low
        self._high = high
        self._tokens: list[Token] = []
        self._starts: list[int] = []

    def between(self, low: int, high: int) -> list[Token]:
        """The tokens that begin in ``[low, high)``."""
        tokens, starts = self._tokens, self._starts
        if self._reached < high:
            self._reached = self._high
            for match in self._rest:
                token = match.span()
                tokens.append(token)
                starts.append(token[0])
                if token[0] >= high:
                    self._reached = token[0] + 1
                    break
        return tokens[bisect_left(starts, low) : bisect_left(starts, high)]


def word_of(text: str, token: Token) -> str:
    """The token in lower case."""
    return text[token[0] : token[1]].lower()


def is_capital(text: str, token: Token) -> bool:
    """Whether the token begins with a capital."""
    return text[token[0]].isupper()


def comma_in(text: str, low: int, high: int) -> int:
    """The first comma of ``text[low:high]`` that does not stand inside a number; -1 without one."""
    at = text.find(",", low, high)
    while at > 0 and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit():
        at = text.find(",", at + 1, high)
    return at
