"""English words around numbers: what qualifies them, what makes them a name or a date."""

from __future__ import annotations

import re
from functools import cache

from annotate_tui.text.function_words import word_set

QUALIFIERS: dict[str, str] = {
    **dict.fromkeys(
        (
            "at least|at the very least|no fewer than|no less than|not less than|not fewer than|as few as|"
            "as little as|as low as|a minimum of|minimum of|minimum|greater than or equal to|"
            "more than or equal to|equal to or more than|equal to or greater than|at or over|at or above|≥"
        ).split("|"),
        "at_least",
    ),
    **dict.fromkeys(
        (
            "more than|over|well over|just over|slightly over|a little over|slightly more than|"
            "a little more than|greater than|higher than|larger than|bigger than|older than|"
            "longer than|in excess of|upwards of|upward of|north of|above|just above|well above|"
            "exceeding|surpassing|topping|beyond|exceeds|exceed|exceeded|surpassed|"
            "not just|not only|even more than|far more than|much more than|"
            "well more than|upwards from|excess of|>"
        ).split("|"),
        "more_than",
    ),
    **dict.fromkeys(
        (
            "at most|at the very most|at the most|no more than|not more than|no greater than|no higher than|"
            "no larger than|no longer than|as many as|as much as|as high as|up to|a maximum of|maximum of|"
            "maximum|up to a maximum of|less than or equal to|fewer than or equal to|no later than|"
            "no older than|as long as|as large as|up to as many as|up to as much as|capped at|"
            "smaller than or equal to|equal to or less than|at or under|at or below|≤"
        ).split("|"),
        "at_most",
    ),
    **dict.fromkeys(
        (
            "less than|fewer than|under|just under|well under|slightly under|a little under|"
            "slightly less than|a little less than|just less than|below|just below|well below|"
            "smaller than|lower than|younger than|shorter than|just short of|short of|south of|shy of|"
            "just shy of|<"
        ).split("|"),
        "less_than",
    ),
    **dict.fromkeys(
        (
            "about|around|nearly|almost|some|roughly|approximately|approx|approx.|close to|an estimated|"
            "estimated|estimated at|circa|ca.|c.|virtually|practically|somewhere around|"
            "in the region of|in the neighborhood of|in the vicinity of|the equivalent of about|near|"
            "nearing|approaching|very nearly|very roughly|or so|~|≈|somewhere near|more or less|"
            "an average of about|an average of around|just about"
        ).split("|"),
        "about",
    ),
    **dict.fromkeys(
        (
            "a total of|an average of|on average|only|just|exactly|precisely|another|an additional|"
            "an extra|a further|additional|a record|the equivalent of|a whopping|a mere|a combined|"
            "a full|a staggering|equal to|equals|equaling|equalling|totaling|totalling|averaging|"
            "an average|average of|combined|fully|a massive|an additional|even"
        ).split("|"),
        "exact",
    ),
}
"""Words before a number to what they make of it; ``exact`` those that change nothing."""

LAST_WORDS = frozenset(words.rsplit(" ", 1)[-1] for words in QUALIFIERS)
_ONE = "|".join(
    re.escape(q).replace(r"\ ", r"\s") for q in sorted(QUALIFIERS, key=len, reverse=True)
)


@cache
def before() -> re.Pattern[str]:
    """Qualifiers at the end of the words before a number; built when first needed."""
    return re.compile(rf"(?<![\w-])(?:(?:{_ONE})\s?)+\Z", re.IGNORECASE)


@cache
def each() -> re.Pattern[str]:
    """One qualifier, the longest that fits; built when first needed."""
    return re.compile(rf"(?<!\w)(?:{_ONE})(?!\w)", re.IGNORECASE)


AFTER = re.compile(
    r"(?P<more>\+|-plus(?!\w)|\splus(?=[.,;)]|\s(?:years?|people|per|hours?|days?|countries|million)))|,?\s(?:(?P<least>or\s(?:more|greater|above|over|higher|older|longer|"
    r"better)|and\s(?:above|over|older|up)|at\s(?:the\s(?:very\s)?)?least|minimum)"
    r"|(?P<most>or\s(?:less|fewer|under|below|younger|lower)|and\s(?:under|below|younger)|"
    r"at\s(?:the\s(?:very\s)?)?most|maximum|max)"
    r"|(?P<about>or\sso|or\sthereabouts|give\sor\stake|more\sor\sless|-?ish))(?!\w)",
    re.IGNORECASE,
)
AFTER_KINDS = {"more": "at_least", "least": "at_least", "most": "at_most", "about": "about"}
AFTER_FIRST = frozenset("+-,oapPOA mMgiG")

MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
MONTH_BEFORE = re.compile(
    rf"(?<!\w)(?:{MONTHS})\b\s?\.?,?\s(?:the\s)?\Z|(?<!\w)(?i:(?:on|in|since|until|by)\smay|(?:jan|feb|sept|oct|nov|dec)\s?\.|january|february|april|june|july|august|september|"
    r"october|november|december)\s\Z"
)
LABEL = re.compile(
    r"(?:\b(?:no|nos|nr|nrs|number|numbers|section|sections|article|articles|chapter|page|pages|pp?|fig|"
    r"figure|table|room|flight|route|highway|interstate|type|level|version|part|volume|vol|phase|act|"
    r"item|line|step|grade|class|channel|paragraph|para|clause|rule|law|resolution|proposition|title|"
    r"gate|platform|exhibit|appendix|annex|iphone|ipad|windows|android|galaxy|boeing|airbus|ps|"
    r"xbox|formula|group|district|area|zone|stage|week|day|game|exit|ward|pier|terminal|season|episode|"
    r"bill|amendment|unit|block|lot|bus|room|apt|apartment|suite|box|sector|psalm|verse|model|mark|"
    r"generation|category|tier|division|under-?|round|lap|hole|heat|match|question|slide|h\.r|s\.b|"
    r"playstation|pentium|fortune|ext|extension|fax|tel|zip|covid|sars-cov|apollo|pm|dalit|element|cat|world\swar|super\sbowl|top|last-|final)"
    r"\.?|#|§|№)\s?\Z",
    re.IGNORECASE,
)
_LONGEST_LABEL = 14


def labelled(preceding: str) -> bool:
    """Whether the words before a number end with what it is the number of: "Section", "No."."""
    return LABEL.search(preceding, max(0, len(preceding) - _LONGEST_LABEL)) is not None


VERSION_BEFORE = re.compile(
    r"(?<!\w)(?:versions?|releases?|v|ios|android|chapter|section|article|rule|clause|paragraph|figure|table|"
    r"windows|web|python|level|channel|fm|bluetooth|usb)\.?\s\Z",
    re.IGNORECASE,
)
CAPITAL_BEFORE = re.compile(r"(?<![.!?:\"“”‘’(\n]\s)(?<!\w)[A-Z][\w’'\-]*\s\Z")
CAMEL_BEFORE = re.compile(r"[a-z][A-Z]\w*\s\Z")
LAST_WORD = re.compile(r"([^\W\d_]+)\.?,?\s+\Z")
FOLLOWS_DATE = word_set(
    "in since by from until till before after during of year early late mid spring "
    "summer autumn fall winter circa to and through between for the last next or back than"
)
NOT_BEFORE_ONE = word_set(
    "no not any some every each this that the which another only everyone first last big good new old "
    "next single own wrong right same other such little young great bad"
)
NO_COUNT_OF_ONE = word_set(
    "another of who whose that which more day time thing way side hand point reason example direction "
    "moment kind sort type version that's can could should would must may might will is was has had "
    "does did else off if sees knows looks thinks says final last such particular big major key "
    "eye foot tweet case anywhere everywhere somewhere instance area aspect part option respect"
)
NOT_JOINED = word_set(
    "way off sided time on dimensional fold party track step size stop self hander handed handers "
    "piece quarters star liner upmanship state some somethings something word legged wheeler by to "
    "and or in for hit timer timers nil all up down"
)
"""What "three-…" is no count of: "two-way", "three-time", "one-sided"."""

SCORE_BEFORE = re.compile(
    r"(?:\b(?:won|win|wins|winning|beat|beats|beating|lost|lose|losing|drew|draw|defeat(?:ed|ing)?|"
    r"score|victory|led|leads?|leading|trail(?:ed|ing|s)?|down|ahead|up|record|tied|level|vote[ds]?)"
    r"(?:\s(?:by|of|at|to))?)\s\Z",
    re.IGNORECASE,
)
_SCORE_AFTER = re.compile(
    r"\s(?:win|victory|defeat|loss|draw|lead|record|vote|scoreline|rout|thrashing|triumph|tie|"
    r"aggregate|decision|majority|split|deficit|advantage|margin|run|away|home|at|in|over|against|"
    r"on)\b",
    re.IGNORECASE,
)
STREET_AFTER = re.compile(
    r"[A-Za-z]?\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.’']*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|"
    r"Boulevard|Blvd|Way|Court|Terrace|Place|Highway|Parkway|Crescent|Gardens)\b"
    r"|\s(?:\d+th|\d+st|\d+nd|\d+rd)\s(?:Street|St|Avenue|Ave)\b"
)
UP = (
    "rose|rise[sn]?|rising|gain(?:ed|s|ing)?|increas(?:ed?|es|ing)|grew|grow(?:n|s|ing)?|climb(?:ed|s|ing)?|"
    "jump(?:ed|s|ing)?|surg(?:ed?|es|ing)|soar(?:ed|s|ing)?|add(?:ed|s|ing)|up|advanced|rall(?:y|ied)|"
    "rebounded|expanded|improved|swelled|spiked|leapt|leaped|hike[ds]?|raised?|growth"
)
DOWN = (
    "fell|fall(?:en|s|ing)?|drop(?:ped|s|ping)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|"
    "los(?:t|es|ing)|slid(?:e|es|ing)?|tumbl(?:ed?|es|ing)|plung(?:ed?|es|ing)|slip(?:ped|s|ping)?|"
    "sank|sunk|shr[aiu]nk|cut(?:s|ting)?|reduc(?:ed?|es|ing|tion)|slash(?:ed|es|ing)?|down|dipped|dips|"
    "shed|contract(?:ed|s|ing)|plummet(?:ed|s|ing)?|crashed|eased|slumped|lower(?:ed|ing)|off|shaved"
)
CHANGE_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:\s(?:by|of|a|an|its|their|another|as\smuch\sas|about|sharply|"
    r"slightly|further)){0,3}\s\Z",
    re.IGNORECASE,
)


@cache
def change_by() -> re.Pattern[str]:
    """A verb of change, what changed, and "by"; built when first needed."""
    return re.compile(
        rf"(?<!\w)(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:\s[\w’'-]+){{1,3}}\sby\s\Z", re.IGNORECASE
    )


CHANGE_AFTER = re.compile(
    r"[\s-](?:(?:pay|price|tax|sharp|steep|wage|year-on-year|annual|further)\s)?"
    r"(?:(?P<up>increases?|rises?|gains?|growth|jump|surge|hike|raise|boost|higher|uptick|improvement|"
    r"climb|spike|upswing|bigger|larger|up)|(?P<down>decreases?|falls?|drops?|declines?|cuts?|"
    r"reductions?|loss|slump|plunge|slide|lower|discount|fewer|less|dip|contraction|smaller|down))(?!\w)",
    re.IGNORECASE,
)


@cache
def change_to() -> re.Pattern[str]:
    """A verb of change and "to", before where it ended; built when first needed."""
    return re.compile(
        r"(?<!\w)(?:(?P<up>rose|risen|grew|grown|climbed|jumped|surged|soared|increased|widened|swelled|spiked|leapt"
        r"|doubled|tripled|trebled|quadrupled|expanded|advanced)|(?P<down>fell|fallen|dropped|declined|decreased|slid"
        r"|tumbled|plunged|slipped|sank|shrank|shrunk|narrowed|dipped|contracted|plummeted|eased|slumped|halved"
        r"|lowered))\sto\s\Z",
        re.IGNORECASE,
    )


CHANGE_FROM = re.compile(
    r",?\s(?:(?P<up>up|higher)|(?P<down>down|lower))\s(?:sharply\s|slightly\s)?(?:from|on)\b"
)
