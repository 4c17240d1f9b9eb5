"""Which sentences are worth checking, why, and how they are put forward."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect import claims
from annotate_tui.detect.claim_cues import BIAS, WEIGHTS, Cue
from annotate_tui.detect.passage import Passage
from annotate_tui.detect.suggester import Suggester
from annotate_tui.model import BlockKind


def cues(sentence):
    found = claims.cues_of(sentence)
    return {words for cue, (_, words) in WEIGHTS.items() if found & cue}


def claims_in(document):
    return list(Suggester(document, ("claims",)).all())


def one(sentence):
    """The suggestion for a sentence that is an article of its own; None without one."""
    found = claims_in(compose(sentence))
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The plan cost the city 1,200 jobs.", "a number"),
        ("It cost the city $4 and no more than that.", "a number"),
        ("They closed two schools in the north.", "a small number"),
        ("It opened on March 12 in the north.", "a date"),
        ("It was in 1984 that the mill shut.", "a date"),
        ("It is larger than the old one was.", "a comparison"),
        ("Rents in the old town rose again.", "a change"),
        ("The mill belonged to a widow then.", "a past fact"),
        ("The prices were set by Meridian Energy.", "a named body or person"),
        ("According to the owners it is empty.", "a source"),
        ("It shut because the river froze.", "a cause"),
        ("The court found the rule unlawful.", "law and its breach"),
        ("The driver was arrested at home.", "harm done"),
        ("The deficit of the club is a secret.", "data"),
        ("The hospital stands on a hill there.", "a public matter"),
        ("Nobody has ever slept in that bed.", "all or none"),
        ("Is the hospital on the hill shut?", "a question"),
        ("“Is the hospital on the hill shut?”", "a question"),
        ("It should be the owners who pay.", "opinion"),
        ("It will be the owners who pay.", "prediction"),
        ("We hope that the owners pay now.", "feeling"),
        ("It may be the owners who pay it.", "uncertainty"),
        ("I saw the owners pay for it once.", "the speaker’s own"),
        ("Please look at the owners of it.", "a request"),
        ("The owners paid.", "few words"),
        (
            "-- Posted by Old Mill Diary to the list at 3/7/2011 08:15:10 AM",
            "an address or a header",
        ),
        ("Ada Abara Mill Street 4, tel: (555) 201-3344 ada@mill.example", "an address or a header"),
        ("Opening Hours Monday Tuesday Friday Old Mill Museum Varna Entry 12", "no running text"),
        ("The owners of the mill had 12 men who", "no end of a sentence"),
        ("The owners would sell it if they had to.", "only supposed"),
        ("I lost 6 coats of mine in that mill.", "the speaker’s own story"),
        ("The list is below, please start with the last of its pages.", "a request"),
    ],
)
def test_a_cue_is_seen(sentence, cue):
    assert cue in cues(sentence)


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("It was in 1984 that the mill shut.", "a number"),
        ("She spoke at 10:30 on 4 May to them.", "a number"),
        ("The widow, Ada Abara, 71, sold it to them.", "a number"),
        ("The charge under Section 304 was dropped.", "a number"),
        ("It is a 20th birthday for the bridge.", "a number"),
        ("On Monday the mill is shut to all of us.", "a named body or person"),
        ("The speed of the river is a secret indeed.", "a past fact"),
        ("The deal with the miller is #365013 for now.", "a number"),
        ("Write to ada12@mill.example or read on there.", "a number"),
        ("The US has closed the port to all of them.", "the speaker’s own"),
        ("We said that 12 of the mills were shut.", "the speaker’s own story"),
    ],
)
def test_what_only_looks_like_a_cue_is_none(sentence, cue):
    assert cue not in cues(sentence)


def test_a_checkable_fact_is_a_claim_and_says_why():
    found = one("Police said 112 people were killed when the bridge in Varna collapsed in 2019.")
    assert (found.start, found.end, found.tag, found.likely) == (0, 78, "claim", True)
    assert found.why[0] == "a number"
    assert "a source" in found.why
    assert found.score >= 0.75
    assert found.fields["check_worthy"] == "yes"


@pytest.mark.parametrize(
    "sentence",
    [
        "Is it true that 112 people were killed in Varna?",
        "I hope you will love this beautiful day.",
        "Please click here to read on.",
        "The snow lay on the roofs of the village.",
        "Why?",
        "Ada Abara 4 Mill Street Houston, TX 77002 Ph: (713) 555-5620 Fax: (713) 555-3490 Thanks.",
        "-- Posted by Old Mill to Old Mill at 11/20/2004 03:10:35 PM",
        "Tom Poe 09/08/2000 09:36 AM The results of the test have been discussed with 12 of you.",
        "Margin Call Due Today North Mill $ 3,500,000 $ 1,250,000 South Mill $19,250,000",
        "Drove 90 miles to the shop and my order was wrong",
    ],
)
def test_nothing_to_check_is_not_shown(sentence):
    found = one(sentence)
    assert found is None or not found.likely


def test_what_speaks_against_stands_behind():
    found = one("The ministry will cut 12,000 jobs, more than in 2010, Meridian Energy reported.")
    assert found.why[0] == "a number"
    assert found.why[-1] == "against: prediction"


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Meridian Energy cut 1,200 jobs in the north because of losses.", "fact"),
        ("Meridian Energy cut 1,200 jobs in the north, the union said.", "reported"),
        ("“Meridian Energy cut 1,200 jobs in the north because of losses.”", "reported"),
        ("Meridian Energy will cut 1,200 jobs, more than any firm in 2010.", "prediction"),
        ("Meridian Energy should not have cut 1,200 jobs, more than others.", "opinion"),
    ],
)
def test_how_it_is_put_forward(sentence, stated):
    assert one(sentence).fields["stated_as"] == stated


def test_the_middle_of_a_quotation_is_reported():
    found = claims_in(
        compose("“It is dark. Meridian Energy cut 1,200 jobs in the north. We are cold,” he said.")
    )
    assert [f.fields["stated_as"] for f in found] == ["reported"]


def test_headings_furniture_and_code_are_no_claims():
    words = "Police said 112 people were killed in Varna in 2019."
    kinds = [k for k in BlockKind if k is not BlockKind.RULE]
    document = compose(*((kind, words) for kind in kinds))
    found = {document.block_at(s.start).kind for s in claims_in(document)}
    assert found == {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM}


STRONG = "Police said 112 people were killed when the bridge in Varna collapsed in 2019."
PLAIN = "The road to the valley follows a river."


def likely_in(*paragraphs):
    document = compose(*paragraphs)
    return [document.text[s.start : s.end] for s in claims_in(document) if s.likely]


def test_at_most_fifteen_in_a_hundred_are_shown_and_the_earlier_of_equals():
    strong = [STRONG.replace("112", str(n)) for n in range(100, 110)]
    shown = likely_in(*(f"{one} {PLAIN}" for one in strong))
    assert shown == strong[:3]


def test_the_best_of_a_chapter_are_shown_wherever_they_stand():
    better = f"{STRONG[:-1]} because of higher costs."
    paragraphs = [STRONG] * 12 + [better] + [PLAIN]
    assert likely_in(*paragraphs) == [STRONG, better]


def test_fewer_are_shown_where_nothing_is_worth_it():
    assert likely_in(*[PLAIN] * 40) == []


def test_a_short_article_has_one_claim_when_that_is_good():
    assert likely_in(STRONG, PLAIN) == [STRONG]
    assert likely_in("The mill in Varna shut in 1984 after a cut.", PLAIN) == []


def test_a_long_text_shows_claims_in_every_chapter():
    document = compose(*[f"{PLAIN} {PLAIN} {PLAIN} {STRONG} {PLAIN} {PLAIN} {PLAIN}"] * 300)
    found = claims_in(document)
    shown = [s for s in found if s.likely]
    assert len(shown) <= 0.15 * 2_100
    for start in range(0, len(document.text), 20_000):
        assert any(start <= s.start < start + 20_000 for s in shown)


def test_other_languages_have_numbers_and_names_at_low_scores():
    document = compose("Die Polizei in Hamburg zählte 1.200 Wagen auf der Brücke.", language="de")
    (found,) = claims_in(document)
    assert found.why == ("a number", "a named body or person")
    assert not found.likely
    assert found.score <= 0.45


SETS = st.lists(st.sampled_from(list(WEIGHTS)), unique=True)


@given(SETS, st.sampled_from(list(WEIGHTS)))
def test_the_score_is_monotone(known, more):
    before = claims.score_of(sum(known))
    after = claims.score_of(sum(known) | more)
    assert 0 <= before <= 1
    if WEIGHTS[more][0] > 0:
        assert after >= before
    else:
        assert after <= before


def test_the_cues_are_in_order_of_weight_and_all_have_words():
    weights = [weight for weight, _ in WEIGHTS.values()]
    assert [w for w in weights if w > 0] == sorted((w for w in weights if w > 0), reverse=True)
    assert set(WEIGHTS) == {v for k, v in vars(Cue).items() if k.isupper()}
    assert BIAS < 0
    assert all(words for _, words in WEIGHTS.values())


@given(st.text())
def test_any_sentence_has_a_score(words):
    assert 0 <= claims.score_of(claims.cues_of(words)) <= 1
    assert 0 <= claims.score_of(claims.cues_of(words, english=False), english=False) <= 0.45


def test_a_passage_without_a_suggester_is_its_own_chapter():
    document = compose(*[PLAIN] * 6, STRONG)
    start = document.text.index(STRONG)
    found = list(claims.detect(Passage(document, start, start + len(STRONG))))
    assert [(s.start, s.end) for s in found] == [(start, start + len(STRONG))]


WORDS = st.lists(
    st.sampled_from(
        "The In May US He we two 12 % million rose killed voted please would if think said Paris"
        " than - “ ? . , (and) 3.5 www.a.org Tel: 5th naïve".split()
    ),
    max_size=24,
).map(" ".join)


@given(WORDS)
def test_no_claim_of_an_article_is_lost_by_looking_at_a_sentence_no_further(words):
    document = compose((BlockKind.PARAGRAPH, words or "x"))
    text = document.text
    every = {
        (s.start, claims.score_of(claims.cues_of(text[s.start : s.end])))
        for i in range(len(document.structure))
        for s in document.sentences_in(i)
    }
    found = {(one.start, one.score) for one in claims_in(document)}
    # A quotation that a claim would cut may move its start or take it away.
    assert "“" in words or found == {one for one in every if one[1] >= claims.DOUBTFUL}


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The court in Paris hears of murder by police near the sea.", "a named body or person"),
        ("The court there handed murder to police near the sea.", "a past fact"),
    ],
)
def test_a_cue_that_is_looked_for_last_may_make_the_claim(sentence, cue):
    found = claims_in(compose(sentence))
    assert [cue in claim.why for claim in found] == [True]
    assert claims.score_of(claims.cues_of(sentence)) >= claims.DOUBTFUL
