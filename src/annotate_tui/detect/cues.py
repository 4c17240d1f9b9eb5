"""The words of saying of English news: which form belongs to which verb, and what it may carry.

Lists of our own. The sorts of verbs differ in what they need: a verb of speech introduces words or
a clause, a verb of naming ("called", "dismissed") only words in marks behind it, a gesture
("smiled") only words that it stands right beside, a verb of thought a clause.
"""

from __future__ import annotations

from typing import NamedTuple

CORE, SPEECH, NAMING, GESTURE, THOUGHT = "core", "speech", "naming", "gesture", "thought"

_VERBS = {
    CORE: "say tell add note explain state announce claim argue acknowledge admit confirm warn"
    " insist declare reveal remark stress emphasize emphasise assert concede contend maintain"
    " testify allege deny predict assure inform complain caution reiterate recall disclose write"
    " report suggest estimate point mention",
    SPEECH: "ask answer reply respond continue conclude comment observe propose promise vow pledge"
    " urge demand plead shout yell whisper cry exclaim joke quip tweet post muse opine reason"
    " venture boast brag lament counter interject retort snap mutter murmur mumble growl bark"
    " bellow scream shriek protest object inquire enquire query wonder repeat recount read put agree"
    " attest affirm proclaim profess remind advise instruct order signal hint imply indicate"
    " underline underscore highlight rejoin intone drawl gush enthuse fume rage thunder rant"
    " sermonize theorize theorise speculate surmise hypothesize posit submit stipulate elaborate"
    " clarify summarize summarise confide confess marvel moan grumble gripe groan wail sob rasp"
    " croak stammer stutter blurt babble jeer taunt tease bid beg implore beseech appeal pray swear"
    " curse cite quote describe chant sing recite dictate narrate relate text email e-mail message"
    " blog begin start finish close interrupt echo chime offer volunteer acknowledge counsel plead"
    " extrapolate forecast decree rule testify preach lecture philosophize correct pronounce"
    " guarantee swear reckon concur reflect reminisce dish",
    NAMING: "call describe dismiss brand praise criticise criticize label accuse hail condemn blame"
    " denounce slam mock deride reject ridicule deplore welcome laud decry attack characterise"
    " characterize refer liken compare blast lambast lambaste lambasted tout deem term portray"
    " depict cast paint rail applaud commend rebuke scold chide castigate salute thank credit fault"
    " pan vilify assail bemoan regret cheer trash defend speak talk cite invoke express"
    " consider view threaten apologise apologize title declare rate fault",
    GESTURE: "smile laugh grin sigh nod shrug frown wince chuckle giggle gasp beam smirk sniff snort"
    " sneer scoff weep shiver wink gesture pause",
    THOUGHT: "believe think feel hope expect fear know understand find learn hear realize realise"
    " guess consider doubt suspect assume see decide want worry contemplate figure mean",
}
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing written",
    "read": "reads reading",
    "put": "puts putting",
    "swear": "swears swore swearing sworn",
    "sing": "sings sang singing sung",
    "begin": "begins began beginning begun",
    "bid": "bids bidding",
    "forecast": "forecasts forecasting",
    "cast": "casts casting",
    "speak": "speaks spoke speaking spoken",
    "weep": "weeps wept weeping",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "know": "knows knew knowing known",
    "understand": "understands understood understanding",
    "find": "finds found finding",
    "hear": "hears heard hearing",
    "see": "sees saw seeing seen",
    "mean": "means meant meaning",
    "learn": "learns learned learnt learning",
}
_PHRASAL = {
    "shoot": "shot shoots shooting",
    "fire": "fired fires firing",
    "hit": "hit hits hitting",
    "clap": "clapped claps",
    "go": "went goes going",
    "pipe": "piped pipes",
    "cut": "cut cuts",
    "chip": "chipped chips",
    "lash": "lashed lashes",
}
_DOUBLED = frozenset(
    "admit submit quip beg chat sob grin nod shrug rag brag snap slam pan trash rap blog".split()
) - {"trash"}
_NO_BASE = frozenset(
    "read post text message order object start close label brand fault attack blame praise mock cast"
    " rate welcome title view use term call email sob snap offer laugh smile sigh nod shrug frown grin"
    " gasp beam pause gesture report estimate claim quote comment answer point query reason appeal"
    " echo rule cry protest pledge promise signal hint demand note state lecture finish laud hail"
    " figure mean chant correct remark moan rage brag curse groan whisper scream shriek shout yell bark"
    " growl rant tweet relate reflect lament counsel volunteer guarantee forecast bid counter decree"
    " advocate thank credit cheer pan blast tout compare express defend".split()
)
_NO_S = frozenset(
    "posts texts messages orders objects labels brands faults attacks rates views uses terms calls"
    " emails offers reports estimates claims quotes comments answers points reasons rules notes states"
    " hints signals demands promises pledges means figures fears hopes doubts starts thanks credits"
    " remarks protests cries laughs smiles tweets jokes worries echoes appeals blogs warns".split()
) - {
    "notes",
    "claims",
    "reports",
    "warns",
    "means",
    "states",
    "points",
    "estimates",
    "fears",
    "hopes",
}


PARTICLES = {
    "point": "out",
    "shoot": "back",
    "fire": "back",
    "hit": "back",
    "clap": "back",
    "go": "on",
    "pipe": "up",
    "cut": "in",
    "chip": "in",
    "lash": "out",
}
"""Verbs that say only with the word that follows them."""


class Cue(NamedTuple):
    """A form of a verb of saying. ``form``: "finite", "ing" or "base" (also the present of many)."""

    lemma: str
    sort: str
    form: str


def _inflected(verb: str) -> list[tuple[str, str]]:
    if verb in _IRREGULAR:
        forms = _IRREGULAR[verb].split()
        return [(f, "ing" if f.endswith("ing") and f != "sing" else "finite") for f in forms]
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("e"):
        return [(verb + "s", "finite"), (verb + "d", "finite"), (verb[:-1] + "ing", "ing")]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [(verb[:-1] + "ies", "finite"), (verb[:-1] + "ied", "finite"), (verb + "ing", "ing")]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return [(third, "finite"), (stem + "ed", "finite"), (stem + "ing", "ing")]


def _table() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for sort, verbs in _VERBS.items():
        for verb in verbs.split():
            for form, kind in _inflected(verb):
                if form not in _NO_S:
                    found.setdefault(form, Cue(verb, sort, kind))
            if verb not in _NO_BASE:
                found.setdefault(verb, Cue(verb, sort, "base"))
    for lemma, forms in _PHRASAL.items():
        for form in forms.split():
            found[form] = Cue(lemma, SPEECH, "ing" if form.endswith("ing") else "finite")
    found["read"] = Cue("read", SPEECH, "finite")
    found["put"] = Cue("put", SPEECH, "finite")
    found["calls"] = Cue("call", NAMING, "finite")
    found["quoted"] = Cue("quote", SPEECH, "finite")
    found["bid"] = Cue("bid", SPEECH, "finite")
    return found


CUES: dict[str, Cue] = _table()
"""Every form, in lower case."""

HEARERS = frozenset(
    "tell inform assure remind advise warn instruct urge ask beg implore beseech order bid text email"
    " message accuse thank quote".split()
)
"""Verbs whose next noun phrase is who is spoken to."""

BESIDE = frozenset(
    "start begin finish close offer order read put sing recite dictate bark roar bellow tease correct"
    " cut chip pipe lash hit fire shoot clap go describe cite quote pray rule blog beg appeal repeat open"
    " text email message post submit present deliver produce jeer cry sob moan groan rage rant fume"
    " reflect signal echo chime object volunteer reckon counter interrupt counsel elaborate lecture"
    " guarantee curse swear bid protest demand forecast extrapolate decree instruct underline highlight"
    " underscore".split()
) | frozenset(_VERBS[GESTURE].split())
"""Verbs that say only where quoted words stand in their clause, right before it or right behind it."""

INVERTING = frozenset(
    "say add explain note write reply ask answer respond continue conclude recall remark observe"
    " comment argue insist warn admit exclaim joke quip declare agree complain".split()
)
"""Verbs that stand before their subject without words in marks beside them ("…, said the mayor")."""

NOUNS = frozenset(
    "statement statements claim claims announcement assertion allegation allegations belief"
    " suggestion warning warnings remark remarks comment comments argument promise prediction"
    " admission denial accusation accusations complaint contention declaration acknowledgement"
    " acknowledgment revelation assurance assurances insistence pledge vow confirmation".split()
)
"""Nouns of saying that introduce a clause with "that"."""

ADVERBS = frozenset("reportedly allegedly supposedly purportedly".split())
"""Adverbs that say that somebody says so, and not who."""

BARE = {
    "say": 0.85,
    "tell": 0.8,
    "claim": 0.72,
    "add": 0.75,
    "believe": 0.6,
    "report": 0.6,
    "warn": 0.72,
    "insist": 0.7,
    "confirm": 0.7,
    "announce": 0.7,
    "acknowledge": 0.7,
    "admit": 0.7,
    "argue": 0.7,
    "estimate": 0.65,
    "reveal": 0.65,
    "think": 0.55,
    "note": 0.6,
    "predict": 0.6,
    "mention": 0.6,
    "indicate": 0.6,
    "deny": 0.55,
    "allege": 0.72,
    "stress": 0.6,
    "suggest": 0.55,
    "write": 0.5,
    "explain": 0.6,
}
"""How often a clause right behind the verb, without "that", is what was said."""

SPOKEN = frozenset(
    "claim reveal admit confirm warn insist announce acknowledge add argue allege maintain tell say"
    " predict complain concede contend mention indicate".split()
)
"""Verbs of that table that hardly fail before a subject with its auxiliary."""

TRAILING = {"say": 0.88, "tell": 0.84, "write": 0.7, "believe": 0.7, "think": 0.6, "suggest": 0.7}
"""How often the clause before ", X said" is what was said; for other verbs `TRAILS`."""

TRAILS = 0.84

THOUGHTS = frozenset(
    "believe think feel hope expect fear know understand find learn hear realize realise guess doubt"
    " suspect assume see decide want worry consider contemplate figure mean dream imagine wonder"
    " notice remember agree show demonstrate ensure".split()
)
"""Verbs that say what somebody thinks, or agrees with."""

WEAK = frozenset("suggest imply signal show hint mean rule find agree promise vow pledge".split())
"""Verbs that may mean less than saying."""


SAID = frozenset({*CUES, *NOUNS, *ADVERBS, "according", "words"})
"""Every word that may say that somebody says something, in lower case."""
