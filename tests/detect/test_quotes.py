"""Quotations that are speech: invented news sentences, the fields, the sample article, any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect import quotes
from annotate_tui.detect.passage import Passage
from annotate_tui.detect.suggester import Suggester
from annotate_tui.loaders import plain
from annotate_tui.model import BlockKind
from annotate_tui.text.document import Document

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"
MARKS = "\"“”‘’'` "


def cases():
    text, expected = "", []
    for line in Path(__file__).with_name("quoted_news.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            expected.append(line.strip())
        elif line and not line.startswith("#"):
            if text:
                yield text, expected
            text, expected = line, []
    yield text, expected


def marked(document):
    return [
        s
        for s in Suggester(document).all()
        if s.tag == "quote" and s.fields["quote_mode"] != "indirect"
    ]


def likely(document):
    return [s for s in marked(document) if s.likely]


def told(document):
    return [
        f"{s.fields['quote_mode'][0]} {document.text[s.start : s.end].strip(MARKS).split()[0]}"
        f" — {s.fields.get('speaker_text', '')}{' +' if s.part_of else ''}".rstrip()
        for s in likely(document)
    ]


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_invented_news(text, expected):
    assert told(compose(*text.split(" | "))) == expected


def test_the_sample_article():
    document = Document(
        SAMPLE.read_text("utf-8"), plain.load(SAMPLE.read_bytes(), "", "a.txt").structure
    )
    found = [s for s in marked(document) if s.score >= 0.3]
    assert [s.fields["speaker_text"] for s in found] == [
        "a government official",
        "another official",
        "another official",
        "An internal source",
        "a senior official at the Strategy Research Institute",
    ]
    assert all(s.likely and s.fields["quote_mode"] == "direct" for s in found)
    assert [s.fields["cue"] for s in found] == ["saying", "said", "said", "said", "said"]
    assert [s.part_of for s in found] == [None, None, found[1].span, None, None]


def test_why_is_said_in_words():
    found = likely(compose("“We won,” Lee said. “At last, after years.” “It is good to be here.”"))
    assert [s.why for s in found] == [
        ("quotation marks", "“said” after the words"),
        ("quotation marks", "goes on with the speaker before"),
        ("quotation marks", "goes on with the speaker before"),
    ]


def test_said_before_a_role_and_a_name_gives_the_name():
    (one,) = likely(compose("“The cables held,” said foreman Dan Poe."))
    assert one.fields["speaker"] == "Dan Poe"
    assert one.fields["speaker_text"] == "foreman Dan Poe"


def test_a_pronoun_is_kept_as_printed_and_its_antecedent_is_the_speaker():
    (one,) = likely(compose("Mayor Ann Roe was pleased. “The cables held,” she said."))
    assert (one.fields["speaker"], one.fields["speaker_text"]) == ("Ann Roe", "she")


@pytest.mark.parametrize(
    "text",
    [
        "“I like it,” he smiled.",
        "“This is the end,” she thought.",
        "He was on trial for “conspiracy”.",
        "The “smart” money left.",
        "They met at “The Blue Door”.",
        'It is 6\'2" tall and 12" wide.',
    ],
)
def test_what_is_doubtful_is_not_likely(text):
    assert likely(compose(text)) == []


def test_gestures_are_suggested_with_a_low_score():
    (one,) = marked(compose("“I like it,” he smiled."))
    assert 0.5 <= one.score < 0.8


def test_headlines_and_furniture_hold_no_speech():
    title = "“We lost everything,” says mayor"
    assert marked(compose((BlockKind.TITLE, title), "It rained.")) == []
    assert marked(compose((BlockKind.FURNITURE, title), "It rained.")) == []


def test_reopened_paragraphs_are_one_quotation():
    text = "“We lost,” Lee said. “First the roof went. | “Then the walls went. | “Then we left.”"
    document = compose(*text.split(" | "))
    found = likely(document)
    assert len(found) == 2
    assert document.text[found[1].start : found[1].end].endswith("we left.”")
    assert found[1].fields["speaker_text"] == "Lee"


def test_in_a_language_without_a_list_of_words_of_saying_nothing_is_likely():
    document = compose("Sie war müde. „Das ist das Ende der langen Reise.“", language="de")
    assert [s.likely for s in marked(document)] == [False]


PIECES = (
    "“|”|\" |\"|`` |'' |‘|’|, |. |! |said |says |, saying |according to |by |called |that |he |"
    "the minister |Lee |Ann Roe |, who left, |and |: |— |was |quoted as |\n|「|」|« |»|한국어 |16 |in |to "
)
TEXTS = st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS.filter(str.strip).map(str.strip), min_size=1, max_size=5), st.data())
def test_any_text_gives_sound_spans(texts, data):
    kinds = st.sampled_from([BlockKind.PARAGRAPH] * 4 + [BlockKind.FURNITURE, BlockKind.HEADING])
    document = compose(
        *[(data.draw(kinds), t) for t in texts], gap=data.draw(st.sampled_from("\n "))
    )
    text = document.text
    passage = Passage(document, 0, len(text))
    found = list(quotes.detect(passage))
    spans = {s.span for s in found}
    for s in found:
        assert 0 <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == text[s.start : s.end].strip()
        assert not document.crosses_furniture(s.start, s.end)
        assert 0 <= s.score <= 1
        assert s.part_of is None or s.part_of in spans
        assert all(isinstance(v, str) and v for v in s.fields.values())


def test_the_answer_does_not_depend_on_the_order_of_stretches():
    paragraph = "“We lost,” Lee said. “It was hard.” " + "The town was quiet. " * 40
    document = compose(*[paragraph] * 20)
    forward = list(Suggester(document).all())
    again = Suggester(document)
    backward = [again.of(index) for index in reversed(range(len(again)))]
    assert [s for stretch in reversed(backward) for s in stretch] == forward


@pytest.mark.parametrize("sign", ["“", '"', "' ", "said ", "he said, ", ", ", "(", "“a” ", "Lee "])
def test_many_of_one_kind_take_linear_time(sign):
    document = compose(sign.strip() + sign * (16_000 // len(sign)) + "x")
    assert isinstance(list(Suggester(document).all()), list)
