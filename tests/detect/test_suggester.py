"""Stretches, what is kept of them, and what holds for every suggestion in any text."""

import random
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import BLOCKS, compose

from annotate_tui.detect import passage as passages
from annotate_tui.detect import suggester as suggesting
from annotate_tui.detect.passage import Facts, Passage, sentences_between
from annotate_tui.detect.stretches import STRETCH
from annotate_tui.detect.suggester import Suggester, settled
from annotate_tui.loaders import plain
from annotate_tui.model import BlockKind, Span, Suggestion
from annotate_tui.text.document import Document

FURNITURE, HEADING = BlockKind.FURNITURE, BlockKind.HEADING
SENTENCE = "Police said that at least 16 people had left the town by noon. "


def stretches(suggester):
    return [suggester.span(i) for i in range(len(suggester))]


def paragraphs(count, words=SENTENCE * 4):
    return compose(*[words.strip()] * count)


# Where a text is cut


def test_stretches_follow_each_other_and_cover_the_text():
    document = paragraphs(200)
    spans = stretches(Suggester(document))
    assert spans[0].start == 0
    assert spans[-1].end == len(document.text)
    assert all(a.end == b.start for a, b in pairwise(spans))
    starts = set(document.structure.starts)
    assert all(span.start in starts for span in spans[1:])
    assert max(end - start for start, end in spans) < 2 * STRETCH


@pytest.mark.parametrize("mark", ["“", '"', "«"])
def test_no_cut_stands_inside_a_quotation_that_is_reopened(mark):
    filler = (SENTENCE * 58).strip()
    assert STRETCH - 500 < len(filler) < STRETCH
    close = {"“": "”", '"': '"', "«": "»"}[mark]
    speech = [f"{mark}{SENTENCE * 8}".strip() for _ in range(4)]
    document = compose(
        filler, f"He said: {mark}Listen.", *speech, f"{mark}It is over.{close}", filler
    )
    end = document.text.index("It is over.") + len("It is over.") + 1
    start = document.text.index("He said")
    cuts = [span.start for span in stretches(Suggester(document))]
    assert not [cut for cut in cuts if start < cut < end]
    assert [cut for cut in cuts if cut >= end]


def test_paragraphs_of_dialogue_may_be_cut():
    document = compose(*["“Yes,” she said. “I will come with you.”"] * 400)
    spans = stretches(Suggester(document))
    assert len(spans) > 3
    assert max(end - start for start, end in spans) <= STRETCH + 50


def test_a_quotation_without_end_is_cut_all_the_same():
    document = compose(*[f"“{SENTENCE * 3}".strip()] * 300)
    spans = stretches(Suggester(document))
    assert max(end - start for start, end in spans) <= 3 * STRETCH


def test_one_long_paragraph_is_cut_before_sentences_outside_quotations():
    words = f"{SENTENCE * 20}“{SENTENCE * 5}” said Ada Abara. " * 30
    document = compose(words.strip())
    cuts = [span.start for span in stretches(Suggester(document))][1:]
    assert len(cuts) > 5
    assert all(words[cut - 2 : cut] in (". ", "” ") and words[cut].isupper() for cut in cuts)


def test_a_text_without_stops_is_cut_somewhere():
    document = compose("word " * 20_000)
    spans = stretches(Suggester(document))
    assert len(spans) >= 25
    assert max(end - start for start, end in spans) <= 2 * STRETCH


def test_a_text_without_words_has_no_stretches():
    document = compose()
    suggester = Suggester(document)
    assert len(suggester) == 0
    assert list(suggester.all()) == []
    assert suggester.index_at(0) == 0
    assert suggester.pending(0) is None
    with pytest.raises(IndexError):
        suggester.of(0)


@given(BLOCKS, st.integers(0, 3_000))
def test_every_place_is_in_its_stretch(blocks, offset):
    document = compose(*blocks * 30)
    suggester = Suggester(document)
    if len(suggester):
        offset = min(offset, len(document.text) - 1)
        start, end = suggester.span(suggester.index_at(offset))
        assert start <= offset < end
        assert suggester.index_at(-5) == suggester.index_at(0)
        assert suggester.index_at(10**9) == len(suggester) - 1


# What is kept


def test_asking_for_a_suggester_costs_nothing_however_long_the_text(monkeypatch):
    document = paragraphs(50)
    asked = []
    monkeypatch.setattr(suggesting, "cut", lambda *it: asked.append(it) or 0)
    assert len(Suggester(document)) == -(-len(document.text) // STRETCH)
    assert asked == []


def test_only_so_many_stretches_are_kept(monkeypatch):
    monkeypatch.setattr(suggesting, "KEPT", 3)
    suggester = Suggester(paragraphs(120), ("figures",))
    assert len(suggester) > 5
    first = suggester.of(0)
    for index in (1, 2, 0, 3):
        suggester.of(index)
    assert [suggester.known(i) for i in range(5)] == [True, False, True, True, False]
    assert suggester.of(0) is first


def test_the_nearest_stretch_is_worked_out_first_then_ahead_then_back(monkeypatch):
    monkeypatch.setattr(suggesting, "AHEAD", 3)
    monkeypatch.setattr(suggesting, "BACK", 2)
    suggester = Suggester(paragraphs(200), ("figures",))
    near = suggester.span(5).start + 10
    order = []
    while (index := suggester.pending(near)) is not None:
        order.append(index)
        suggester.of(index)
    assert order == [5, 6, 7, 4, 3]


def test_what_is_worked_out_ahead_is_kept():
    assert suggesting.AHEAD + suggesting.BACK < suggesting.KEPT


def test_facts_are_found_once_and_the_oldest_go(monkeypatch):
    monkeypatch.setattr(passages, "_FACTS", 2)
    asked = []

    def work(document, span):
        asked.append(span)
        return len(asked)

    document, facts = paragraphs(1), Facts()
    one, two, three = Span(0, 1), Span(1, 2), Span(2, 3)
    for span in (one, two, one, three, one, two):
        facts.of(work, document, span)
    assert asked == [one, two, three, two]


# What is suggested


NEWS = (
    f"{SENTENCE}“We lost 40 percent,” said Ada Abara. “It hurts.”",
    f"“{SENTENCE}{SENTENCE}",
    f"“{SENTENCE}” the mayor, Boris Keller, told reporters.",
    "Prices rose by 4.5 percent to 12% in Lisbon, according to the central bank.",
    "The number of trucks fell from 1,200 to 300 between 2001 and 2010, a record.",
    (HEADING, "What 300 people said"),
    (FURNITURE, "Posted 12 June, 2023"),
)


def loaded(text, language="en"):
    """A plain text as it is read from a file, a word before it so that it is not empty."""
    article = plain.load(f"A {text}".encode(), "any.txt", "any.txt")
    return Document(article.text, article.structure, language)


def made(seed, count=90):
    chance = random.Random(seed)
    return compose(*(chance.choice(NEWS) for _ in range(count)))


@settings(max_examples=15)
@given(st.integers(0, 9), st.randoms(use_true_random=False))
def test_what_is_suggested_does_not_depend_on_the_order(seed, chance):
    document = made(seed)
    forwards = list(Suggester(document).all())
    other = Suggester(Document(document.text, document.structure, document.language))
    order = list(range(len(other)))
    chance.shuffle(order)
    found = {index: other.of(index) for index in order}
    assert [one for index in sorted(found) for one in found[index]] == forwards


def test_what_was_forgotten_is_found_again_the_same(monkeypatch):
    document = made(3)
    whole = [list(Suggester(document).of(i)) for i in range(len(Suggester(document)))]
    monkeypatch.setattr(suggesting, "KEPT", 1)
    monkeypatch.setattr(passages, "_FACTS", 1)
    suggester = Suggester(document)
    assert [suggester.of(i) for i in range(len(suggester))] == whole
    assert [suggester.of(i) for i in range(len(suggester))] == whole


def check(document):
    suggester = Suggester(document)
    text = document.text
    known = []
    for index in range(len(suggester)):
        low, high = suggester.span(index)
        found = suggester.of(index)
        assert found == sorted(found, key=lambda s: (s.start, -s.end, s.tag))
        for one in found:
            assert low <= one.start < high
            assert 0 <= one.start < one.end <= len(text)
            words = text[one.start : one.end]
            assert words == words.strip()
            assert not document.crosses_furniture(one.start, one.end)
            assert document.is_read(document.block_index_at(one.start))
            assert 0 <= one.score <= 1
            assert one.why
            assert "" not in one.fields.values()
            assert None not in one.fields.values()
        for tag in {one.tag for one in found}:
            ones = [one for one in found if one.tag == tag]
            assert all(a.end <= b.start for a, b in pairwise(ones))
        known += found
    spans = {(one.tag, one.span) for one in known}
    assert all((one.tag, one.part_of) in spans for one in known if one.part_of)


@pytest.mark.parametrize("seed", range(3))
def test_what_holds_for_every_suggestion_holds_in_news(seed):
    check(made(seed))


@settings(max_examples=150)
@given(BLOCKS)
def test_what_holds_for_every_suggestion_holds_in_any_blocks(blocks):
    check(compose(*blocks))


SIGNS_OF_ANY_SCRIPT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=400
)


@settings(max_examples=150)
@given(SIGNS_OF_ANY_SCRIPT, st.sampled_from(["en", "de", "fr", "ja", "ko", "zh", "ar", ""]))
def test_what_holds_for_every_suggestion_holds_in_any_text(text, language):
    check(loaded(text, language))


SIGNS = st.sampled_from(
    (
        "“|”|\"|'|’|«|»|「|」| said | 16 |%|.|. |\n\n|, |Kim|he |told |that |A|b|$|-|–|—|( | )|(|)|?|"
        "the firm |half a |million "
    ).split("|")
)


@settings(max_examples=200)
@given(st.lists(SIGNS, max_size=120).map("".join))
def test_what_holds_for_every_suggestion_holds_among_marks_and_numbers(text):
    check(loaded(text))


def test_no_sentence_is_lost_between_stretches():
    document = made(5)
    suggester = Suggester(document)
    found = [s for span in stretches(suggester) for s in Passage(document, *span).sentences]
    assert found == sentences_between(document, Span(0, len(document.text)))
    asked = []
    sentence = document.next_sentence(0)
    while sentence is not None:
        asked.append(sentence)
        sentence = document.next_sentence(sentence.end)
    assert found == asked


def test_sentences_of_a_block_too_long_to_look_at_whole_are_all_there():
    document = compose("Before it. And so.", (SENTENCE * 1_200).strip(), "Behind it.")
    assert len(document.text) > 1 << 16
    found = [
        s for span in stretches(Suggester(document)) for s in Passage(document, *span).sentences
    ]
    assert [s.start for s in found] == sorted({s.start for s in found})
    assert len(found) == 1_203


def test_the_surroundings_of_a_stretch_begin_and_end_with_blocks():
    document = paragraphs(200)
    spans = stretches(Suggester(document))
    around = Passage(document, *spans[4]).around
    assert around.start in document.structure.starts
    assert around.end in document.structure.ends
    assert around.start < spans[4].start
    assert around.end >= spans[4].end


def test_a_heading_ends_a_quotation():
    document = compose("“It goes on.", (HEADING, "Elsewhere"), "“And it ends.”")
    quotations = Passage(document, 0, len(document.text)).quotations
    assert [document.text[q.start : q.end] for q in quotations] == [
        "“It goes on.",
        "“And it ends.”",
    ]


# Which of them stay


def offer(start, end, tag="quote", score=0.9, **more):
    return Suggestion(start=start, end=end, tag=tag, score=score, **more)


def test_of_two_of_a_tag_that_overlap_the_better_stays():
    better, worse, apart = offer(5, 30), offer(0, 20, score=0.8), offer(30, 40, score=0.4)
    assert settled([worse, better, apart]) == [better, apart]


def test_what_overlaps_only_what_went_stays():
    first, middle, last = offer(0, 10), offer(5, 15, score=0.5), offer(12, 20, score=0.4)
    assert settled([middle, first, last]) == [first, last]


def test_a_likely_one_stays_before_a_higher_score():
    likely, doubtful = offer(0, 10, score=0.8), offer(0, 12, score=0.95, likely=False)
    assert settled([doubtful, likely]) == [likely]


def test_of_equals_the_longer_then_the_earlier_stays():
    assert settled([offer(2, 6), offer(0, 6)]) == [offer(0, 6)]
    assert settled([offer(3, 9), offer(0, 6)]) == [offer(0, 6)]


def test_a_figure_inside_a_quotation_stays():
    quote, figure, claim = offer(0, 30), offer(5, 9, "figure", 0.1), offer(0, 30, "claim", 0.2)
    assert settled([figure, quote, claim]) == [claim, quote, figure]


def test_the_same_twice_is_there_once():
    assert settled([offer(0, 5), offer(0, 5), offer(0, 5, score=0.1)]) == [offer(0, 5)]


def test_a_link_to_what_was_left_out_goes_with_it():
    first, better = offer(0, 10, score=0.5), offer(5, 12)
    second = offer(20, 30, part_of=Span(0, 10))
    other = offer(40, 50, part_of=Span(20, 30))
    assert settled([first, better, second, other]) == [
        better,
        replace(second, part_of=None),
        other,
    ]


# How long it takes


@pytest.mark.parametrize(
    "sign",
    "“|\"|'|1|1,|$|A |, |“a|said |- |Kim said |according to |“a” said b. |half a |16 |(".split("|"),
)
def test_no_sign_repeated_takes_long(sign):
    document = loaded(sign * (16_000 // len(sign)))
    began = time.process_time()
    list(Suggester(document).all())
    assert time.process_time() - began < 6


@pytest.mark.parametrize("before", [0, 20, 40, 57])
@pytest.mark.parametrize(("mark", "close"), [("“", "”"), ('"', '"')])
def test_a_quotation_over_twenty_paragraphs_is_one_wherever_it_stands(before, mark, close):
    words = f"{mark}{'The town was quiet and nobody came to the market that day. ' * 6}".strip()
    document = compose(
        (SENTENCE * before).strip() or "Hello there.",
        f"The mayor, Ada Abara, said: {mark}Listen.",
        *[words] * 20,
        f"{mark}It is over.{close}",
        (SENTENCE * 80).strip(),
    )
    start = document.text.index(f"{mark}Listen")
    end = document.text.index("It is over.") + len("It is over.") + 1
    found = [one for one in Suggester(document, ("quotes",)).all() if one.likely]
    assert [(one.start, one.end) for one in found] == [(start, end)]
    assert found[0].fields["speaker"] == "Ada Abara"
