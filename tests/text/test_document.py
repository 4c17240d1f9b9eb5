"""A text with its structure: sentences found piece by piece, places, counts, furniture."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import BLOCKS, compose

from annotate_tui.loaders import load_path
from annotate_tui.model import BlockKind, Sentence, Span
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"
TITLE, HEADING, FURNITURE = BlockKind.TITLE, BlockKind.HEADING, BlockKind.FURNITURE
RULE, CODE, ROW = BlockKind.RULE, BlockKind.CODE, BlockKind.TABLE_ROW


def all_sentences(document):
    return [s for i in range(len(document.structure)) for s in document.sentences_in(i)]


def words(document, sentence):
    return document.text[sentence.start : sentence.end]


@pytest.fixture(scope="module")
def sample():
    article = load_path(SAMPLE)
    return Document(article.text, article.structure, article.language)


@pytest.fixture
def page():
    return compose(
        (FURNITURE, "Go to contents"),
        (TITLE, "A headline. With a stop"),
        (FURNITURE, "Posted today"),
        "One. Two.",
        (RULE, "***"),
        (HEADING, "Part two"),
        "Three.",
        (FURNITURE, "Imprint"),
    )


# Blocks


def test_the_block_at_a_place(page):
    assert page.block_at(0).kind is FURNITURE
    assert page.block_at(page.text.index("Two")).start == page.text.index("One")
    assert page.block_at(page.text.index("Posted") - 1).kind is TITLE
    assert page.block_at(len(page.text) + 5).kind is FURNITURE
    assert page.block_index_at(page.text.index("***")) == 4
    assert [page.is_read(i) for i in range(8)] == [
        False,
        True,
        False,
        True,
        False,
        True,
        True,
        False,
    ]


# Sentences of each kind of block


def test_headlines_headings_and_rows_are_one_step_each():
    document = compose((TITLE, "A. B! C"), (HEADING, "D. E. F"), (ROW, "G. H\tI. J"))
    assert [words(document, s) for s in all_sentences(document)] == [
        "A. B! C",
        "D. E. F",
        "G. H\tI. J",
    ]


def test_code_goes_by_lines_without_their_indentation():
    document = compose((CODE, "  a. B c.\n\n \t \n    d"))
    assert [words(document, s) for s in document.sentences_in(0)] == ["a. B c.", "d"]


def test_a_rule_has_a_step_only_where_it_has_signs():
    document = compose("One.", (RULE, ""), (RULE, "***"))
    assert document.sentences_in(1) == []
    assert [words(document, s) for s in document.sentences_in(2)] == ["***"]


def test_the_first_sentence_of_a_block(page):
    assert [words(page, page.first_in(i)) for i in (1, 3, 4)] == [
        "A headline. With a stop",
        "One.",
        "***",
    ]
    assert compose((RULE, "")).first_in(0) is None


# Sentences around a place


def test_the_sentence_at_a_place(page):
    one, two = page.sentences_in(3)
    assert page.sentence_at(one.start) == one
    assert page.sentence_at(one.end - 1) == one
    assert page.sentence_at(one.end) == one
    assert page.sentence_at(two.start) == two
    assert page.sentence_at(two.end + 1) == two
    assert page.sentence_at(len(page.text) + 9) == page.sentences_in(7)[0]


def test_before_a_blocks_first_words_it_is_the_first_sentence():
    document = compose("One.", (CODE, "    two\n    three"))
    start = document.text.index("    two")
    assert words(document, document.sentence_at(start + 1)) == "two"
    indented = compose("x")
    shifted = Document("   " + indented.text, _moved(indented, 3), "en")
    assert words(shifted, shifted.sentence_at(0)) == "x"


def _moved(document, by):
    builder = StructureBuilder()
    for start, end in zip(document.structure.starts, document.structure.ends, strict=True):
        builder.add(start + by, end + by, BlockKind.PARAGRAPH)
    return builder.build()


def test_an_empty_rule_belongs_to_what_stands_before_it():
    document = compose((RULE, ""), "One.", (RULE, ""), "Two.")
    assert words(document, document.sentence_at(0)) == "One."
    assert words(document, document.sentence_at(document.structure.starts[2])) == "One."


def test_next_and_previous_skip_furniture_and_rules(page):
    found, at = [], 0
    while (sentence := page.next_sentence(at)) is not None:
        found.append(sentence)
        at = sentence.end
    assert [words(page, s) for s in found] == [
        "A headline. With a stop",
        "One.",
        "Two.",
        "Part two",
        "Three.",
    ]
    back, at = [], len(page.text)
    while (sentence := page.previous_sentence(at)) is not None:
        back.append(sentence)
        at = sentence.start
    assert back[::-1] == found


def test_next_begins_at_or_after_and_previous_ends_at_or_before(page):
    one, two = page.sentences_in(3)
    assert page.next_sentence(one.start) == one
    assert page.next_sentence(one.start + 1) == two
    assert page.previous_sentence(one.end) == one
    assert words(page, page.previous_sentence(one.end - 1)) == "A headline. With a stop"


def test_reading_begins_below_the_headline(page, sample):
    assert words(page, page.first_sentence()) == "One."
    assert words(page, page.last_sentence()) == "Three."
    assert words(sample, sample.first_sentence()).startswith("There have been reports")
    assert sample.last_sentence().end == sample.text.index("\n\n\nNa-Ri")


def test_a_text_that_is_all_headline_begins_with_it():
    document = compose((TITLE, "A headline"))
    assert words(document, document.first_sentence()) == "A headline"


def test_a_text_of_furniture_only():
    document = compose((FURNITURE, "Go to contents"), (FURNITURE, "Imprint. Terms."))
    assert words(document, document.first_sentence()) == "Go to contents"
    assert words(document, document.last_sentence()) == "Terms."
    assert document.next_sentence(0) is None
    assert document.previous_sentence(len(document.text)) is None
    assert document.place(3) == (0, 1)
    assert document.count_more(1000)
    assert document.total == 0
    assert document.ordinal(document.first_sentence()) == 0


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_text_without_blocks(text):
    document = Document(text, StructureBuilder().build())
    for offset in (0, 1, 5):
        assert document.sentence_at(offset) is None
        assert document.next_sentence(offset) is None
        assert document.previous_sentence(offset) is None
        assert document.place(offset) == (1, 1)
        assert document.block_index_at(offset) == 0
    assert document.first_sentence() is None
    assert document.last_sentence() is None
    assert document.sentences_in(0) == []
    assert document.context(0, 1) == Span(0, 1)
    assert not document.crosses_furniture(0, 1)
    assert document.count_more(1)
    assert document.total == 0


def test_a_text_of_one_word():
    document = compose("Word", gap="")
    whole = Sentence(0, 4, 0)
    assert document.first_sentence() == document.last_sentence() == whole
    assert document.sentence_at(4) == whole
    assert document.next_sentence(4) is None
    assert document.place(2) == (1, 1)
    assert document.context(1, 2) == Span(0, 4)


def test_a_text_of_an_empty_rule_only():
    document = compose((RULE, ""))
    assert document.sentence_at(0) is None
    assert document.first_sentence() is None
    assert document.last_sentence() is None


def test_no_language_is_read_as_english():
    assert Document("", StructureBuilder().build(), "").language == "en"


# Context


def test_the_context_is_the_sentences_that_hold_a_span(page):
    one, two = page.sentences_in(3)
    assert page.context(one.start + 1, one.end - 1) == Span(one.start, one.end)
    assert page.context(one.start + 1, two.start + 1) == Span(one.start, two.end)
    third = page.text.index("Three.")
    assert page.context(two.start, third + 2) == Span(two.start, third + 6)


# Numbers


def test_paragraphs_count_without_headline_furniture_and_rules(page):
    def place(part):
        return page.place(page.text.index(part))

    assert place("One") == (1, 1)
    assert place("Two") == (1, 2)
    assert place("Part two") == (2, 1)
    assert place("Three") == (3, 1)
    assert place("A headline") == (0, 1)
    assert place("Posted") == (0, 1)


def test_the_places_of_the_sample(sample):
    assert sample.place(sample.text.index("There have")) == (1, 1)
    assert sample.place(sample.text.index("at least 16")) == (4, 2)
    assert sample.place(sample.text.index("“Earlier")) == (5, 1)


def test_counting_in_slices(page):
    three = page.sentences_in(6)[0]
    assert page.total is None
    assert page.ordinal(three) is None
    slices = 0
    while not page.count_more(1):
        assert page.total is None
        slices += 1
    assert slices > 3
    assert page.total == 4
    assert page.ordinal(three) == 4
    assert page.ordinal(page.sentences_in(3)[0]) == 1
    assert page.ordinal(page.sentences_in(1)[0]) == 0
    assert page.ordinal(page.sentences_in(0)[0]) == 0
    assert page.count_more(1)
    assert page.total == 4


def test_the_count_of_the_sample(sample):
    assert sample.count_more(1_000_000)
    assert sample.total == 15
    assert sample.ordinal(sample.first_sentence()) == 1
    assert sample.ordinal(sample.last_sentence()) == 15


# Furniture


@pytest.mark.parametrize(
    ("first", "last", "crosses"),
    [
        ("One", "Two.", False),
        ("Two.", "Part two", False),
        ("Posted", "Posted today", False),
        ("Posted today", "One", True),
        ("A headline", "One", True),
        ("Three", "Imprint", True),
        ("Go to", "A headline", True),
        ("A headline", "With", False),
    ],
)
def test_what_crosses_furniture(page, first, last, crosses):
    start, end = page.text.index(first), page.text.index(last) + len(last)
    assert page.crosses_furniture(start, end) is crosses


@settings(max_examples=60)
@given(BLOCKS, st.integers(0, 2000))
def test_what_is_asked_of_a_place_agrees_with_all_sentences(blocks, offset):
    blocks = [(kind, text.strip()) for kind, text in blocks if text.strip()]
    document = compose(*blocks)
    everything = all_sentences(document)
    read = [s for s in everything if document.is_read(s.block)]
    counted = [s for s in read if document.structure.kinds[s.block] != TITLE]
    assert document.next_sentence(offset) == next((s for s in read if s.start >= offset), None)
    before = [s for s in read if s.end <= offset]
    assert document.previous_sentence(offset) == (before[-1] if before else None)
    begun = [s for s in everything if s.start <= offset]
    here = begun[-1] if begun else (everything[0] if everything else None)
    assert document.sentence_at(offset) == here
    while not document.count_more(50):
        pass
    assert document.total == len(counted)
    assert [document.ordinal(s) for s in counted] == list(range(1, len(counted) + 1))
    for sentence in everything:
        assert words(document, sentence) == words(document, sentence).strip() != ""
