from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.detect.speakers import speakers_near
from annotate_tui.model import Span


def near(text: str, words: str) -> list[str]:
    start = text.index(words)
    found = speakers_near(text, start, start + len(words), Span(0, len(text)))
    return [text[span.start : span.end] for span, says in found if says]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“We lost,” said the minister of trade, who left.", "“We lost,”", "the minister of trade"),
        ("“We lost,” the minister said.", "“We lost,”", "the minister"),
        ("“We lost,” the minister also said on Monday.", "“We lost,”", "the minister"),
        ("John Smith, the president of Acme, said “We lost.”", "“We lost.”", "John Smith"),
        ("On Monday Jane Doe told reporters that “all is well.”", "“all is well.”", "Jane Doe"),
        ("“Yes,” says U.S. President Joe Biden.", "“Yes,”", "U.S. President Joe Biden"),
        ("“No,” wrote J.K. Rowling in 2020.", "“No,”", "J.K. Rowling"),
        ("“A,” said Kim. “B,” replied Lee. “C,” said Park.", "“B,”", "Lee"),
        ("“A,” said Kim. “B,” replied Lee. “C,” said Park.", "“C,”", "Park"),
        ("“A,” Kim said. “B goes on.” Lee asked: “C?”", "“B goes on.”", "Kim"),
        ("“A,” Kim said. “B goes on.” Lee asked: “C?”", "“C?”", "Lee"),
        ("“A,” Kim said, adding, “B.”", "“B.”", "Kim"),
        ("The company spoke out on Monday, saying, “We care.”", "“We care.”", "The company"),
        ("According to the coverage by The Daily Mail, at least 16 came.", "16", "The Daily Mail"),
        ("According to Mr. Kim, at least 16 came.", "at least 16", "Mr. Kim"),
        ("Police said 12 people died.", "12 people", "Police"),
        ("Last Sunday, another official confirmed that 3 came.", "3", "another official"),
        ('“It was "bad", I said, and Lee said so too,” Kim said.', "and Lee said so", "Kim"),
    ],
)
def test_the_right_one_comes_first(text, words, speaker):
    assert near(text, words)[0] == speaker


def test_pronouns_and_clauses_are_no_speakers():
    assert near("“We lost,” he said. Asked about it, she said: “No.”", "“No.”") == []
    assert near("It is reported that 12 came.", "12") == []


def test_words_inside_a_quotation_name_nobody():
    assert near("“Lee said no. Park said yes,” she told us.", "“Lee said no. Park said yes,”") == []


def test_names_without_a_word_of_saying_come_last():
    text = "Kim Jong Un was there. “We lost,” the minister said of Hong Gil Dong."
    start = text.index("“We")
    found = speakers_near(text, start, start + 10, Span(0, len(text)))
    words = [(text[span.start : span.end], says) for span, says in found]
    assert words[0] == ("the minister", True)
    assert sorted(words[1:]) == [("Hong Gil Dong", False), ("Kim Jong Un", False)]


def test_only_the_paragraph_counts():
    text = "Lee said so. “We lost,” Kim said. Park said no."
    start, end = text.index("“We"), text.index(" Park")
    found = speakers_near(text, start, start + 10, Span(start, end))
    assert [text[span.start : span.end] for span, _ in found] == ["Kim"]


WORDS = 'said |saying, |according to |“|”|"|, |. |Kim |the minister |he |told |J.K. |by |(|) |\n|한국어 '
PIECES = st.sampled_from((WORDS + "|… |'|who left |U.S. |16 ").split("|"))


@given(st.lists(PIECES, max_size=20).map("".join), st.data())
def test_any_text_gives_sound_spans_without_doubles(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [span for span, _ in speakers_near(text, start, end, Span(0, len(text)))]
    words = [" ".join(text[s.start : s.end].casefold().split()) for s in found]
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in found)
    assert len(set(words)) == len(words)
