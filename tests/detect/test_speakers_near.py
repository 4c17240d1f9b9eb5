from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect.speakers import speakers_near
from annotate_tui.model import Span


def near(text: str, words: str) -> list[str]:
    start = text.index(words)
    found = speakers_near(compose(text), start, start + len(words), Span(0, len(text)))
    return [text[span.start : span.end] for span, says, _ in found if says]


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
    found = speakers_near(compose(text), start, start + 10, Span(0, len(text)))
    words = [(text[span.start : span.end], says) for span, says, _ in found]
    assert words[0] == ("the minister", True)
    assert sorted(words[1:]) == [("Hong Gil Dong", False), ("Kim Jong Un", False)]


OKORO = "Dr. Samuel B. Okoro of Kigali Hospital said prices fell. "


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Opposition leader J. P. Marchetti called it “a farce”.", "Opposition leader J. P. Mar"),
        ("Opposition leader J. P. Marchetti found it “a farce”.", "Opposition leader J. P. Mar"),
        ("Government officials wanted “a farce”.", "Government officials"),
        ("Mr. Kim praised the deal and dismissed the rest as “a farce”.", "Mr. Kim"),
        ("The talks were branded “a farce” by Mr. Kim on Monday.", "Mr. Kim"),
        ("Mia Lund, who accused him of “a farce”, left.", "Mia Lund"),
        ("The firm's chief, Dana Wu, resigned, calling it “a farce”.", "Dana Wu"),
        ("Mr. Kim insisted it was “a farce”, but Jo Lee accused him of “lies”.", "Mr. Kim"),
        ("Boris Johnson left. Johnson had seen “a farce”.", "Johnson"),
        ("“A farce,” smiled Mia Lund.", "Mia Lund"),
        # Nobody is named, or a pronoun goes on with whom the sentence before named.
        ("The decision was “a farce”.", "Dr. Samuel B. Okoro"),
        ("He found what Mia Lund did “a farce”.", "Dr. Samuel B. Okoro"),
        ("“A farce,” he smiled at Mia Lund.", "Dr. Samuel B. Okoro"),
        ("It is the so-called “a farce” affair.", "Dr. Samuel B. Okoro"),
    ],
)
def test_the_sentence_of_the_quotation_goes_before_the_one_before_it(sentence, speaker):
    text = OKORO + sentence
    start = text.casefold().index("“a farce")
    found = speakers_near(compose(text), start, text.index("”") + 1, Span(0, len(text)))
    first = found[0].span
    assert text[first.start : first.end].startswith(speaker)


def test_words_like_called_count_only_before_quoted_words():
    assert near("Mia Lund called the office. “No,” he said.", "“No,”") == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ('"Nobody asked," its spokeswoman, Mia Lund, said.', ["Mia Lund"]),
        ('"Nobody asked," said its spokeswoman, Mia Lund.', ["Mia Lund"]),
        ('"Nobody asked," Mia Lund, its spokeswoman, said.', ["Mia Lund"]),
        ('"Nobody asked," the firm, Acme Holdings Ltd, said.', ["the firm"]),
    ],
)
def test_a_person_set_aside_goes_before_the_role(text, offered):
    assert near(text, '"Nobody asked,"') == offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("“No,” he said of the South Korean government.", ["the South Korean government"]),
        ("“No,” he said of a senior North Korean official.", ["a senior North Korean official"]),
        ("“No,” he said of many South Korean islands.", []),
        ("“No,” he said. White House officials left.", ["White House officials"]),
        ("“No,” he said. The Gold Cup final was over.", []),
        ("“No,” he said in the North Korean. In Seoul it rained.", []),
        ("“No,” he said. Mia Lund smiles.", ["Mia Lund"]),
        ("“No,” he said. Mia Lund's brother wept.", ["Mia Lund"]),
        ("“No,” he said. Last Sunday it rained.", []),
        ("“No,” he told Ambassador to Italy Cho Song Gil.", ["Ambassador to Italy Cho Song Gil"]),
    ],
)
def test_words_that_describe_a_noun_are_no_names(text, offered):
    found = speakers_near(compose(text), 0, 5, Span(0, len(text)))
    assert [text[span.start : span.end] for span, *_ in found] == offered


def test_persons_of_the_sentence_then_persons_then_other_names():
    text = "Mia Lund met Acme Holdings in New York. “We lost,” he told Jane Doe of North Korea."
    start = text.index("“We")
    found = speakers_near(compose(text), start, start + 10, Span(0, len(text)))
    assert [(text[s.start : s.end], here) for s, _, here in found] == [
        ("Jane Doe of North Korea", True),
        ("Mia Lund", False),
        ("New York", False),
        ("Acme Holdings", False),
    ]


def test_only_the_paragraph_counts():
    text = "Lee said so. “We lost,” Kim said. Park said no."
    start, end = text.index("“We"), text.index(" Park")
    found = speakers_near(compose(text), start, start + 10, Span(start, end))
    assert [text[span.start : span.end] for span, *_ in found] == ["Kim"]


WORDS = 'said |saying, |according to |“|”|"|, |. |Kim |the minister |he |told |J.K. |by |(|) |\n|한국어 '
PIECES = st.sampled_from((WORDS + "|… |'|who left |U.S. |16 ").split("|"))


@given(st.lists(PIECES, max_size=20).map("".join), st.data())
def test_any_text_gives_sound_spans_without_doubles(text, data):
    assume(text.strip())
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [span for span, *_ in speakers_near(compose(text), start, end, Span(0, len(text)))]
    words = [" ".join(text[s.start : s.end].casefold().split()) for s in found]
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in found)
    assert len(set(words)) == len(words)
