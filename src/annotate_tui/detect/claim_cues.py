"""What speaks for checking a sentence and against it: the cues, their weights, the English words.

The kinds of cue are those that the literature on check-worthiness found to matter (ClaimBuster,
Hassan et al. 2017; the CheckThat! labs at CLEF): numbers, comparisons, changes, verbs in the past,
names, sources, and topics of public interest for it; opinions, predictions and the speaker's own
person against it. Words and weights are our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


class Cue:
    """What a sentence shows: bits of an int (an enum of flags is ten times slower)."""

    NUMBER = 1 << 0
    SMALL = 1 << 1
    DATE = 1 << 2
    COMPARISON = 1 << 3
    CHANGE = 1 << 4
    PAST = 1 << 5
    NAME = 1 << 6
    DATA = 1 << 7
    SOURCE = 1 << 8
    CAUSE = 1 << 9
    LAW = 1 << 10
    HARM = 1 << 11
    PUBLIC = 1 << 12
    ALL = 1 << 13
    QUESTION = 1 << 14
    OPINION = 1 << 15
    FEELING = 1 << 16
    PREDICTION = 1 << 17
    HEDGE = 1 << 18
    SELF = 1 << 19
    REQUEST = 1 << 20
    SHORT = 1 << 21
    HEADER = 1 << 22
    LIST = 1 << 23
    OPEN = 1 << 24
    SUPPOSED = 1 << 25
    TOLD = 1 << 26


BIAS = -2.2
"""The log odds of a sentence without any cue."""

WEIGHTS: Mapping[int, tuple[float, str]] = {
    Cue.NUMBER: (1.7, "a number"),
    Cue.COMPARISON: (0.9, "a comparison"),
    Cue.CHANGE: (0.8, "a change"),
    Cue.SMALL: (0.7, "a small number"),
    Cue.DATA: (0.6, "data"),
    Cue.CAUSE: (0.55, "a cause"),
    Cue.LAW: (0.5, "law and its breach"),
    Cue.HARM: (0.5, "harm done"),
    Cue.PAST: (0.45, "a past fact"),
    Cue.NAME: (0.45, "a named body or person"),
    Cue.DATE: (0.4, "a date"),
    Cue.PUBLIC: (0.35, "a public matter"),
    Cue.SOURCE: (0.3, "a source"),
    Cue.ALL: (0.2, "all or none"),
    Cue.HEADER: (-2.6, "an address or a header"),
    Cue.QUESTION: (-2.5, "a question"),
    Cue.LIST: (-2.0, "no running text"),
    Cue.REQUEST: (-1.6, "a request"),
    Cue.SHORT: (-1.3, "few words"),
    Cue.OPINION: (-1.1, "opinion"),
    Cue.PREDICTION: (-1.0, "prediction"),
    Cue.FEELING: (-0.9, "feeling"),
    Cue.SUPPOSED: (-0.9, "only supposed"),
    Cue.SELF: (-0.8, "the speaker’s own"),
    Cue.TOLD: (-0.8, "the speaker’s own story"),
    Cue.OPEN: (-0.5, "no end of a sentence"),
    Cue.HEDGE: (-0.3, "uncertainty"),
}
"""What each cue adds to the log odds, and its name for a reader; the weightiest first."""

_WORDS: Mapping[int, str] = {
    Cue.NUMBER: (
        "hundred hundreds thousand thousands million millions billion billions trillion trillions"
        " dozen dozens percent percentage half twice thrice tripled doubled quadrupled eleven twelve"
        " thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty"
        " sixty seventy eighty ninety two-thirds one-third three-quarters"
    ),
    Cue.SMALL: (
        "two three four five six seven eight nine ten several quarter third majority minority"
    ),
    Cue.COMPARISON: (
        "than most least fewest largest biggest greatest highest lowest smallest longest shortest"
        " oldest youngest richest poorest fastest slowest worst best strongest weakest deadliest"
        " busiest safest heaviest hottest coldest warmest first last record unprecedented historic"
        " double triple equal equals outnumber outnumbered exceeds exceeded surpassed outpaced"
        " compared comparison ranked ranks"
    ),
    Cue.CHANGE: (
        "rose risen rise rises rising fell fallen fall falls falling increase increased increases"
        " increasing decrease decreased decreases decline declined declines declining grew grown"
        " grow grows growing growth drop dropped drops dropping soared surged surge jumped jump"
        " climbed plunged plummeted slumped slashed cut cuts shrank shrunk shrinking expanded"
        " reduced reduces reduction raised raises lowered halved doubled tripled quadrupled"
        " worsened improved gained gain lost loss losses slowed accelerated recovered changed"
        " became"
    ),
    Cue.PAST: (
        "was were had did went took gave made met came held began saw ran won lost left got"
        " found knew kept led paid sent set stood wrote put let hit fell rose grew drew threw flew"
        " bought brought fought taught caught built spent meant became chose broke drove shot"
        " struck fled sought sold fed bid been wasn't weren't didn't hadn't wasn’t weren’t"
        " didn’t hadn’t has"
    ),
    Cue.DATA: (
        "rate rates average median per poll polls survey surveys surveyed study studies data"
        " statistics statistic figures census estimate estimates estimated report reports research"
        " researchers analysis index gdp inflation unemployment deficit surplus budget revenue"
        " spending debt population share proportion number numbers total amount cost costs price"
        " prices income wages wage sales profit profits exports imports output emissions deaths"
        " cases evidence"
    ),
    Cue.SOURCE: (
        "said says according reported reports reportedly claimed claims alleged alleges allegedly"
        " announced stated told confirmed denied denies acknowledged admitted insisted argued"
        " testified showed shows found revealed estimated estimates warned wrote added noted"
        " accused counters countered stressed stresses notes explained claiming alleging stating"
        " argues argued maintains maintained"
    ),
    Cue.CAUSE: (
        "because caused causes cause led leads result resulted results effect effects impact"
        " linked responsible blamed prevented prevents reduces saves saved contributed"
        " owing triggered sparked consequence cures causing leading resulting"
    ),
    Cue.LAW: (
        "law laws legal illegal illegally court courts supreme judge ruled ruling banned bans ban"
        " convicted charged sentenced sued lawsuit legislation bill bills passed vetoed voted vote"
        " votes signed treaty constitution constitutional regulation regulations sanctions"
        " indicted prosecuted fined violated violation violates unlawful tribunal amendment policy"
        " policies agreement contract licence license approved"
    ),
    Cue.HARM: (
        "killed killing kills died dead death deaths injured wounded murdered murder attacked attack"
        " attacks arrested detained jailed tortured raped abused assaulted stolen stole fraud"
        " corruption bribes crime crimes victims casualties displaced destroyed bombed explosion"
        " infected evacuated defected defect laundering trafficking missing collapsed poisoned"
    ),
    Cue.PUBLIC: (
        "government governments minister ministry president parliament congress senate party"
        " election elections tax taxes health hospital hospitals schools school education jobs"
        " workers immigration immigrants refugees border military army police war troops nuclear"
        " weapons guns climate carbon energy oil gas economy economic trade tariffs bank banks"
        " company companies welfare pension pensions housing homes insurance vaccine vaccines virus"
        " covid pandemic disease drug drugs cancer water food poverty citizens voters residents"
        " officials authorities administration union federal national country countries state"
        " states city council public families children women"
    ),
    Cue.ALL: (
        "never always every all none no nobody nothing everyone only entire entirely ever any"
        " without zero"
    ),
    Cue.OPINION: (
        "think thinks believe believes feel feels felt should shouldn't shouldn’t"
        " ought must opinion arguably beautiful wonderful terrible awful amazing great fantastic"
        " horrible disgraceful shameful shame deserve deserves ridiculous absurd brilliant superb"
        " stunning lovely charming ugly stupid silly wise foolish fair unfair outrageous tragic"
        " important essential crucial honestly frankly personally sadly unfortunately fortunately"
        " perfect magnificent delicious elegant boring fascinating better wrong right need needs"
    ),
    Cue.FEELING: (
        "love loved loves hate hates hope hopes hoped hopefully wish wishes proud glad happy"
        " grateful thankful thank sorry sad afraid excited delighted thrilled pleased disappointed"
        " heartbroken honored honoured enjoy enjoyed dream dreams worried angry want wants congratulations"
    ),
    Cue.PREDICTION: (
        "will won't won’t shall expected expects expect forecast forecasts predicted predict predicts"
        " projected upcoming tomorrow intends intend promises vows aims"
        " he'll she'll they'll it'll we'll i'll you'll he’ll she’ll they’ll it’ll we’ll i’ll"
        " you’ll"
    ),
    Cue.HEDGE: (
        "may might could perhaps maybe possibly probably likely seems seem seemed appears appear"
        " appeared would if whether suppose potentially suggests"
    ),
    Cue.REQUEST: "please",
    Cue.SELF: (
        "i me my mine myself i'm i've i'd i’m i’ve i’d i'll i’ll you your you're you’re we're we’re"
        " let's let’s us"
    ),
}
_NO_PAST = (
    "need needed indeed speed hundred kindred naked sacred wicked rugged beloved crooked wretched"
    " breed bleed exceed succeed proceed feed creed greed embed united"
)
_DONE = frozenset({Cue.CHANGE, Cue.HARM, Cue.LAW, Cue.CAUSE})
REQUESTS = frozenset(
    "let please imagine consider remember think look see read click subscribe follow join share"
    " watch listen note take make try ask visit contact don't don’t stop keep be go come give tell"
    " find learn suppose forget".split()
)
"""Words with which a sentence that asks for something begins."""

CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December I I'm I've I'd I'll I’m I’ve I’d I’ll Mr Mrs"
    " Ms Dr OK".split()
)
"""Capitalised words that name neither a body nor a person."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
NO_NUMBER = re.compile(
    rf"\b(?:19|20)\d\ds?\b|, \d{{1,2}}(?=[,.] )|\b{_MONTH}\s\d{{1,2}}\b|\b\d{{1,2}}\s{_MONTH}"
    r"|\b\d{1,2}[:.]\d\d\s?[ap]\.?m|\b\d{1,2}:\d\d|\b\d+(?:st|nd|rd|th)\b|\b[A-Za-z]+-?\d+"
    r"|\b(?:Section|Article|Chapter|Route|Flight|Page|Room|Rule|No\.)\s\d+"
)
"""Digits that say when or which or how old somebody is, not how many."""

ADDRESS = re.compile(
    r"(?P<web>https?://[^\s\])>]+|www\.\S+)|(?P<mail>[\w.+-]+@[\w.-]+|\bmailto:)"
    r"|(?P<phone>(?:\(\d{3}\)\s?|\b\d{3}[-./])\d{3}[-.]\d{4}\b)"
    r"|(?P<label>\b(?:[Tt]el(?:ephone)?|[Pp]h(?:one)?|[Ff]ax|[Ff]acsimile|[Ee]-?mail|[Cc]ell|[Mm]obile"
    r"|[Ss]ent by|[Ss]ubject|[Pp]osted by|cc|Job ID)\b:?(?=\s?[:\d(]|\s[A-Z]))"
    r"|(?P<stamp>\b\d{1,2}/\d{1,2}/\d{2,4},?\s\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?)"
    r"|(?P<street>\b\d{1,5}\s(?:[A-Z]\w+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Lane|Drive)\b)"
    r"|(?P<zip>\b[A-Z]{2}\s\d{5}\b)|(?P<code>#\s?\d{3,})"
)
"""What stands in the head or the foot of a letter, not in its text."""

_LETTERS = re.compile(r"[a-z]+")
_LABELS = frozenset(
    "tel telephone ph phone fax facsimile email mail cell mobile sent subject posted cc job".split()
)
_DIGITS = re.compile(r"\d(?:[-.]\d{4}|\s[A-Z]|/\d|(?<=[A-Z]\s.)\d{4})")


def may_hold_address(sentence: str) -> bool:
    """False where `ADDRESS` finds nothing for sure; much faster than a search for it."""
    return (
        "@" in sentence
        or "#" in sentence
        or "://" in sentence
        or "www." in sentence
        or "mailto:" in sentence
        or _DIGITS.search(sentence) is not None
        or not _LABELS.isdisjoint(_LETTERS.findall(sentence.lower()))
    )


def _table() -> dict[str, int]:
    found: dict[str, int] = dict.fromkeys(_NO_PAST.split(), 0)
    for cue, words in _WORDS.items():
        past = Cue.PAST if cue in _DONE else 0
        for word in words.split():
            found[word] = found.get(word, 0) | cue | (past if word.endswith("ed") else 0)
    return found


TABLE: Mapping[str, int] = _table()
"""The cues of each English word in lower case; words that only look like a past tense have none."""

KNOWN = frozenset(TABLE)
"""The words of that table."""
