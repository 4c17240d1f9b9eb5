"""Clauses of English, by word lists: where one opens, whether it has a verb, where it ends."""

from __future__ import annotations

import re

from annotate_tui.detect.cues import CUES
from annotate_tui.model import Span

_AUXILIARIES = (
    "is are was were am be been has have had do does did will would can could shall should may might"
    " must cannot won’t can’t isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t"
    " wouldn’t couldn’t shouldn’t"
)
_PAST = (
    "went took gave made met came held began told saw said found felt thought left wrote put kept"
    " sought stood sat rose fell drew cut won lost ran set led let hit broke chose grew threw wore"
    " shook got bought brought fought taught caught built spent sent paid sold fled knew heard read"
    " became shot struck drove rode spoke stole sank swam sang froze flew ate drank bore fed dealt"
    " slept swept wept meant lent bent burnt dug hung stuck swung spread shut hurt cost burst beat"
    " overspent underwent undertook overtook overcame withdrew withheld upheld"
)
_PRESENT = (
    "need needs want wants seem seems appear appears remain remains become becomes make makes take"
    " takes give gives go goes come comes know knows show shows mean means include includes work"
    " works live lives cost costs face faces lack lacks run runs hold holds keep keeps bring brings"
    " help helps play plays plan plans hope hopes feel feels look looks get gets use uses see sees"
    " think thinks believe believes support supports fall falls rise rises grow grows start starts"
    " stand stands lie lies depend depends carry carries cause causes pose poses expect expects"
)
_VERBS = frozenset(f"{_AUXILIARIES} {_PAST} {_PRESENT}".split())
_FIRM = frozenset(f"{_AUXILIARIES} {_PAST}".split())
_ENDINGS = ("’re", "'re", "’ll", "'ll", "’ve", "'ve", "’d", "'d", "’m", "'m", "n’t", "n't")
_BE_SHORT = frozenset(
    "he’s she’s it’s there’s that’s who’s what’s he's she's it's there's that's".split()
)
_BACK = re.compile(r"\s?,\s(?:was|were|is|are|has|have|had|will|would|said|says|did|does)\b")
_SMALL = re.compile(r"[^\W\d_]+(?:[’'][a-z]+)?")
_OPENS = (
    r"(?:he|she|it|they|we|I|you|there|this|that|these|those|everyone|nobody|no\sone|someone"
    r"|everything|all|some|many|most|others|both|one|what|few|people|more|less|fewer|about|around"
    r"|nearly|almost|up\sto|only|even|no|not|just|any|each|every|such|several|two|three|four|five"
    r"|six|seven|eight|nine|ten|an?|the|his|her|its|their|our|my|your|another|other|half|either"
    r"|neither|at\sleast|police|if)\b"
)
_SUBJECT = re.compile(rf"{_OPENS}|[A-ZÀ-Þ\d$€£]|[“\"‘]")
_NO_SUBJECT = frozenset(
    "what whose when while after before as because since once until with by at from during for in on of to into"
    " about than and but or so that which who how why where whether despite amid following without"
    " unless though although under over through per via thus then also later earlier again out up"
    " down back off here much simply only just quietly nothing anything goodbye yes".split()
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SURE = re.compile(
    r"(?:he|she|it|they|there|we)(?:[’'](?:s|re|ll|d|ve)\s|\s(?:\w+ly\s|also\s)?"
    r"(?:[a-z]+ed|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did)\b)"
    r"|(?:his|her|its|their|the|an?)\s(?:(?!that\b|who\b|which\b|and\b|of\b)[\w’'-]+\s){1,4}?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|began|went|took|gave"
    r"|came|saw|wrote|fell|rose|drew|chose|grew|threw|wore|broke|drove|knew|became|ran|spoke|flew)\b"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|do|does)\b"
)
_NO_CLAUSE = re.compile(
    r"(?:nothing|little|much|so|yes|no|goodbye|hello|sorry|what|why|how|who|where|whether|if|anything"
    r"|something|everything|thanks|it\sall|as\smuch|the\s(?:words?|same|truth|obvious|following)"
    r"|a\s(?:few|short|little|quick|silent)?\s?(?:words?|prayers?|thing|lot|word)|his|her|their)\b"
    r"(?:\s(?:about|in|to|at|of|on|when|as|but|and)\b|\Z|[.,;])",
    re.IGNORECASE,
)
_PLACE = (
    r"(?:statement|interview|report|post|tweet|letter|email|e-mail|memo|speech|message|briefing|note"
    r"|(?:news\s|press\s)conference|filing|release|blog|media|study|paper|article|hearing|affidavit"
    r"|lawsuit|complaint|court|meeting|call|testimony|address)"
)
_WHEN = re.compile(
    r"\s+(?:(?:(?:on|last|this|late|early|earlier|later)\s)?(?:(?:on|last|this|late|early)\s)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|tomorrow)"
    r"(?:\s(?:morning|afternoon|evening|night))?"
    r"|on\s(?:Twitter|X|Facebook|Telegram|Instagram|social\smedia)"
    rf"|(?:on|in|at)\s(?:an?|the|his|her|its|their)\s(?:[\w-]+\s){{0,3}}?{_PLACE}"
    r"(?:\s(?:on|to|with|in|for)\s(?!that\b)[\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})?"
    r"|(?:last|this|earlier\sthis)\s(?:week|month|year)|earlier|later"
    r"|in\s(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|\d{4}))(?=[\s,])"
)
_PERSON = (
    r"(?:the\s(?:(?!to\b|that\b)[\w’'-]+\s){0,3}?(?!to\b|that\b)[\w’'-]+"
    r"|an?\s(?:[\w’'-]+\s){0,3}?[\w’'-]+|(?:his|her|its|their|our|my)\s(?:\w+\s)?\w+"
    r"|[A-Z][\w.’'-]*(?:\s(?:of\s)?[A-Z][\w.’'-]*){0,4}(?:\s(?:news|radio|television|TV|reporters))?"
    r"|reporters|journalists|lawmakers|us|him|her|them|me|investors|analysts|police|parliament|jurors"
    r"|senators|MPs|officers|investigators|(?:state|local)\smedia)"
)
_TOLD = re.compile(
    rf"\s+{_PERSON}\b(?=\s+(?:he|she|it|they|we|there|the|his|her|its|their|I|an?)\s)"
)
_STOP = re.compile(
    r";|[“”\"]?\s\("
    r"|,\s(?:and|but|while)\s(?P<also>[a-z]+ing)\b"
    r"|,?\s(?P<joined>but|and|while|though|although|whereas)\s"
    r"(?:(?:has|have|had|is|was|were|would|could|did|also|then|later|so|he|she|it|they|not|some|others|[a-z]+s"
    r"|[A-Z][\w.’'-]+|the\s[\w-]+)\s){0,3}(?P<verb>[a-z]+)\b"
    r"|,\s(?P<going>[a-z]+ing)\b"
    r"|,\s(?P<resumes>[a-z]+(?:s|ed))\sthat\b"
    r"|\s(?:--|—|–)\s(?:which|who|and|but)\b|,\swhich\s(?:I|we|you)\b"
    r"|,\s(?:even\sas|in\swhat|just\sas|(?:a\sday|days|hours)\safter|much\sas)\b"
    r"|,\s(?:he|she|they|it|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}(?:\snews\sagency|\snewspaper)?"
    r"|the\s[\w-]+(?:\s[\w-]+)?)\s(?:said|says|added|told|noted|reported|wrote)\b"
)
# What every stop has one of, for a look at clauses so long that a search for stops costs much.
_IN_STOPS = (",", ";", "(", "--", "—", "–", "and", "but", "while", "though", "whereas")
_LONG = 800
_GOING = frozenset(
    "citing referring quoting calling urging speaking describing pointing alluding accusing blaming"
    " according".split()
)
_GAP = re.compile(r"\s")
_TELLING = frozenset("elaborate give provide specify name identify go offer".split())
_TURNS = frozenset(
    "declined refused denied gave offered called urged stopped did would said blamed accused praised"
    " criticised criticized promised rejected insisted".split()
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|whether|not|never|cannot|would|could|may|might|should|must|without|(?:refused"
    r"|declined|failed|ought|hard|difficult)\sto|nobody|no\sone|none|neither|nor|will|let\sus)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def has_finite_verb(text: str, span: Span) -> bool:
    """Whether some word behind the first looks like the verb of a clause."""
    gap = _GAP.search(text, span.start, span.end)
    if gap is None:
        return False
    third = False
    for match in _SMALL.finditer(text, gap.start(), span.end):
        word = match[0]
        if word in _VERBS or word.endswith(_ENDINGS) or word in _BE_SHORT:
            return True
        if len(word) > 3 and word[0].islower():
            if word.endswith("ed"):
                return True
            third = third or word.endswith("s")
    return third


def has_firm_verb(text: str, span: Span) -> bool:
    """The same by verbs that are nothing else: "years" and "plans" are none."""
    gap = _GAP.search(text, span.start, span.end)
    if gap is None:
        return False
    # Word by word, as a long clause has its verb early.
    for match in _SMALL.finditer(text, gap.start(), span.end):
        word = match[0]
        if word in _FIRM or word in _BE_SHORT or word.endswith(_ENDINGS):
            return True
        if word.endswith("ed") and len(word) > 3:
            return True
    return False


def end_of_aside(text: str, start: int, end: int) -> int:
    """Where ", noting that …, was sceptical" goes back to the clause that it stands in."""
    back = _BACK.search(text, start, end)
    return back.start() if back else end


_RESUMES = re.compile(
    r"\s(?:also\s|still\s|now\s|\w+ly\s)?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must"
    r"|should|do|does|did|shows?|means?|remains?|seems?|needs?|makes?|won['’]t|isn['’]t|doesn['’]t)\b"
)


def resumes(text: str, at: int, end: int) -> bool:
    """Whether a clause goes on behind its speaker: "The rise, economists say, [may not last]"."""
    return _RESUMES.match(text, at, end) is not None


def opens_clause(words: str) -> bool:
    """Whether words begin like a clause of their own: a subject, and a verb within a dozen words."""
    words = words.strip()
    near = words.split(None, 16)[:16]
    if len(near) < 3 or _NO_CLAUSE.match(words) or _WEEKDAY.match(words):
        return False
    first = near[0].strip(",").lower()
    if first in _NO_SUBJECT or _AUXILIARY.match(first) or first.endswith(("ly", "ing")):
        return False
    if not _SUBJECT.match(words):
        head = " ".join(near[:7]).split(",")[0].split()[1:]
        return first.replace("-", "").isalpha() and any(
            word in _FIRM or (word.endswith("ed") and len(word) > 4) for word in head
        )
    opening = " ".join(near)
    return has_finite_verb(opening, Span(0, len(opening)))


def begins_with_verb(text: str, at: int) -> bool:
    """Whether an auxiliary stands at ``at``, so that a "that" before it is a subject."""
    return _AUXILIARY.match(text, at) is not None


def surely_opens_clause(words: str) -> bool:
    """Whether words begin with a subject and its auxiliary: "she was", "the plan would"."""
    return _SURE.match(words.strip()) is not None


def skip_when_and_where(text: str, at: int, end: int, *, told: bool) -> int | None:
    """Behind "on Monday", "in a statement", "to reporters"; for "told" behind the hearer too."""
    if told:
        match = _TOLD.match(text, at, end)
        if match is None:
            return None
        at = match.end()
    for _ in range(3):
        match = _WHEN.match(text, at, end)
        if match is None:
            break
        at = match.end()
    if not text[at : at + 1].isspace():
        return None
    while at < end and text[at].isspace():
        at += 1
    return at


def clause_end(text: str, start: int, end: int) -> int:
    """Where the reported clause that begins at ``start`` ends, not behind ``end``."""
    if end - start > _LONG:
        piece = text[start:end]
        if not any(sign in piece for sign in _IN_STOPS):
            return end
    for match in _STOP.finditer(text, start, end):
        if match["joined"]:
            if _turns(match):
                return match.start()
            continue
        if match["resumes"]:
            # "Lee, who says it rained, boasts that": the sentence goes back to its subject.
            if match["resumes"] in CUES:
                return match.start()
            continue
        going = match["going"] or match["also"]
        if going:
            cue = CUES.get(going)
            if match["also"] and cue is not None and cue.sort in ("core", "speech"):
                return match.start()
            if going in _GOING or (cue is not None and cue.sort == "core"):
                return match.start()
            continue
        return match.start()
    return end


def _turns(match: re.Match[str]) -> bool:
    """Whether "but declined …", "and added …" goes back from the clause to its speaker."""
    word = match["verb"]
    cue = CUES.get(word)
    if match["joined"] == "but":
        denied = " not " in match[0] or "n’t" in match[0]
        said = cue is not None and cue.sort == "core" and cue.form == "finite"
        return word in _TURNS or said or (denied and (cue is not None or word in _TELLING))
    return word in _TURNS - {"did", "would", "gave"} or (
        cue is not None and cue.sort == "core" and cue.form == "finite"
    )


def is_hypothetical(text: str, low: int, at: int, source: Span | None) -> bool:
    """Whether the words of saying at ``at`` are denied, supposed or to come."""
    begin = source.end if source is not None and source.end <= at else low
    begin = max(low, begin, at - 40, text.rfind(",", low, at) + 1)
    if _HYPOTHETICAL.search(text, begin, at):
        return True
    head = source.start if source is not None and source.end <= at else at
    left = text[max(low, head - 24) : head]
    return (
        re.search(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Nn]o|[Nn]either|[Nn]ot)\s+\Z", left)
        is not None
    )


def trimmed(text: str, start: int, end: int) -> Span:
    """Without white space, commas, and the stop at the end of a sentence."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:—–.!"):
        if text[end - 1] == "." and _is_dotted(text, start, end):
            break
        end -= 1
    return Span(start, end)


def _is_dotted(text: str, start: int, end: int) -> bool:
    """Whether a full stop belongs to the word before it: "U.S.", "a.m."."""
    word = text[max(start, end - 12) : end].split()[-1:]
    return bool(word) and re.fullmatch(r"(?:[A-Za-z]\.){2,}", word[0]) is not None
