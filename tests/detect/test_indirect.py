"""Clauses that somebody is reported to have said: where they begin and end, and what is none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect.indirect import LIKELY, detect
from annotate_tui.detect.passage import Passage
from annotate_tui.model import BlockKind


def suggestions(*blocks):
    document = compose(*blocks)
    passage = Passage(document, 0, len(document.text))
    return [(document.text[one.start : one.end], one) for one in detect(passage)]


def likely(*blocks):
    return [words for words, one in suggestions(*blocks) if one.likely]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("According to the agency, the plan will cost 5 million.", "the plan will cost 5 million"),
        ("The plan will cost 5 million, according to the agency.", "The plan will cost 5 million"),
        (
            "According to Jane Roe, the mayor of Springfield, the plan will cost 5 million.",
            "the plan will cost 5 million",
        ),
        (
            "According to a police statement, the van, with two men in it, was searched.",
            "the van, with two men in it, was searched",
        ),
        ("Jane Roe said that the plan had failed.", "the plan had failed"),
        ("Jane Roe told reporters on Monday that the plan had failed.", "the plan had failed"),
        ("Jane Roe said in a statement that the plan had failed.", "the plan had failed"),
        ("Jane Roe said the plan had failed.", "the plan had failed"),
        (
            "Jane Roe warned that, unless it rained, the plan would fail.",
            "unless it rained, the plan would fail",
        ),
        ("Traders said the plan had failed, and some predicted worse.", "the plan had failed"),
        ("Jane Roe has said repeatedly that the plan had failed.", "the plan had failed"),
        ("Jane Roe said the plan had failed, Acme news agency reported.", "the plan had failed"),
        ("(Reuters) The plan had failed, Jane Roe told the White House.", "The plan had failed"),
        ("As Jane Roe notes, the plan had failed.", "the plan had failed"),
        ("As Jane Roe put it, the plan had failed.", "the plan had failed"),
        ("Jane Roe indicated that the plan had failed.", "the plan had failed"),
        ("Jane Roe also mentioned it had failed.", "it had failed"),
        ("Jane Roe said the plan had failed, but added that it rained.", "the plan had failed"),
        ("Jane Roe argued that the plan had failed -- which is wrong.", "the plan had failed"),
        (
            "Jane Roe spoke out, saying the plan had failed, and admitting she knew.",
            "the plan had failed",
        ),
        (
            "It is late - and according to Jane Roe, the plan had failed.",
            "the plan had failed",
        ),
        ("The plan had failed, Jane Roe told the White House.", "The plan had failed"),
        (
            "Jane Roe, who sat at the back, said the mayor, asked twice, had failed.",
            "the mayor, asked twice, had failed",
        ),
        ("Jane Roe said on Monday she was glad.", "she was glad"),
        (
            "Mr. Poe said that the plan had failed , but he would not say why .",
            "the plan had failed",
        ),
        ("The plan had failed , said Jane Roe , the mayor .", "The plan had failed"),
        ("According to Jane Roe , the mayor , the plan had failed .", "the plan had failed"),
        ("Anglers say trout numbers have collapsed.", "trout numbers have collapsed"),
        ("The plan had failed, Jane Roe said on Monday.", "The plan had failed"),
        ("The plan had failed, said Jane Roe, the mayor of Springfield.", "The plan had failed"),
        ("SAN ANTONIO -- The plan had failed, officials said.", "The plan had failed"),
        ("Jane Roe claimed she was glad.", "she was glad"),
        ("Jane Roe urged calm, saying the plan had failed.", "the plan had failed"),
        ("Jane Roe said that the plan had failed but declined to say more.", "the plan had failed"),
        ("Jane Roe said that the plan had failed, citing the cost.", "the plan had failed"),
        ("Jane Roe used to say that a window was a promise.", "a window was a promise"),
        ("Experts said that might not be enough.", "that might not be enough"),
        ("Jane Roe told the council the plan had failed.", "the plan had failed"),
        ("He moved to the U.S., Jane Roe said. It rained.", "He moved to the U.S."),
        (
            "Poe called it “a great and awful farce” and said the plan had failed.",
            "the plan had failed",
        ),
    ],
)
def test_a_reported_clause(text, words):
    assert likely(text) == [words]


def test_two_clauses_of_one_sentence():
    text = "Han stressed that the airport should close, adding that its fence is old."
    assert sorted(likely(text)) == ["its fence is old", "the airport should close"]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe told him to leave the room at once.",
        "Jane Roe did not say that the plan had failed.",
        "If Jane Roe says that the plan had failed, it is over.",
        "Did Jane Roe say that the plan had failed?",
        "Jane Roe said nothing about the plan that was made.",
        "Jane Roe said a short prayer and walked back.",
        "The president announced the plan that was made last year.",
        "A government official acknowledged the recent attempts made by diplomats.",
        "It is believed that the plan has failed.",
        "It is reported that the plan has failed.",
        "There have been reports that the plan has failed.",
        "There have been reports indicating that the plan has failed.",
        "The law says that arson can carry a life sentence.",
        "“The plan has failed,” he said while speaking to the press at the hall.",
        "“The plan has failed,” she said after a closed meeting that was long.",
        "Petrakis told the council to expect a request that was overdue.",
        "The plan had failed. It was a cold and wet day.",
        "Jane Roe said that “the plan has failed badly and for good.”",
    ],
)
def test_nothing_likely_here(text):
    assert likely(text) == []


def test_what_nobody_says_has_no_speaker():
    for text in (
        "It is believed that the plan has failed.",
        "There are reports that the plan failed.",
    ):
        ((words, one),) = suggestions(text)
        assert words.startswith("the plan")
        assert "speaker" not in one.fields
        assert not one.likely


def test_a_heading_is_doubtful():
    assert likely((BlockKind.HEADING, "The plan has failed, experts warn"), "It rained.") == []


def test_the_fields_and_reasons():
    text = "Jane Roe came. The next day she told reporters that the plan had failed."
    ((words, one),) = suggestions(text)
    assert words == "the plan had failed"
    assert dict(one.fields) == {
        "speaker": "Jane Roe",
        "speaker_text": "she",
        "named": "named",
        "cue": "told",
        "quote_mode": "indirect",
    }
    assert one.tag == "quote"
    assert one.score >= LIKELY
    assert one.why[0] == "“told … that”"


def test_a_clause_around_quoted_words_leaves_them_the_room():
    text = "Jane Roe said that the plan was “a great and awful farce” from the start."
    ((_, one),) = suggestions(text)
    assert not one.likely
    assert likely("Jane Roe said that the “plan” had failed long before.") == [
        "the “plan” had failed long before"
    ]


def test_each_stretch_gives_its_own_only():
    document = compose(*["Jane Roe said that the plan had failed."] * 4)
    text = document.text
    middle = text.index("Jane", 60)
    halves = [Passage(document, 0, middle), Passage(document, middle, len(text))]
    found = [one.start for half in halves for one in detect(half)]
    assert found == [one.start for one in detect(Passage(document, 0, len(text)))]
    assert len(set(found)) == 4


_BITS = st.sampled_from(
    'Jane Roe|said|says|that|told|he|she|the plan|had failed|,|.|?|“|”|"|according to|According to|the'
    " agency|;|and|but|\n|\n\n|It is believed|There are reports|adding|not|if|to|王|’|(|)|—".split(
        "|"
    )
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(_BITS, max_size=60).map(" ".join), st.text(max_size=300)))
def test_any_text(text):
    document = compose(text or "x")
    found = list(detect(Passage(document, 0, len(document.text))))
    spans = sorted((one.start, one.end) for one in found)
    for one in found:
        words = document.text[one.start : one.end]
        assert words
        assert words == words.strip()
        assert not document.crosses_furniture(one.start, one.end)
        assert 0 <= one.score <= 1
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


@pytest.mark.parametrize("sign", ["A ", "said ", "that said ", '"', "according to ", "Jr. ", ", "])
def test_much_of_one_sign_is_quick(sign):
    document = compose(("Jane Roe said that " + sign * (16_000 // len(sign))).strip())
    list(detect(Passage(document, 0, len(document.text))))


def test_it_that_is_nobody_says_nothing_for_sure():
    assert likely("It says business casual is fine.") == []


def test_a_noun_with_its_clause_before_the_name_reports_nothing():
    assert likely("A worker who survived, Dan Poe, recalled the noise.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The rise, economists caution, may not last.",
        "The new roof , two builders say , needs a second beam .",
    ],
)
def test_a_clause_on_both_sides_of_its_speaker_is_not_cut(text):
    assert likely(text) == []


def test_a_sentence_goes_back_to_its_subject():
    found = likely("Jane Roe, who says the plan had failed, boasts that she knew of it.")
    assert found == ["the plan had failed", "she knew of it"]
