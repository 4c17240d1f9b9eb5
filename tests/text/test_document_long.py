"""Long blocks are segmented part by part, with the same sentences, places and counts as at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import BLOCKS, compose

from annotate_tui.model import BlockKind
from annotate_tui.text import document as module
from annotate_tui.text.document import Document
from annotate_tui.text.sentences import sentence_spans

TITLE, HEADING, FURNITURE = BlockKind.TITLE, BlockKind.HEADING, BlockKind.FURNITURE
RULE, CODE, ROW = BlockKind.RULE, BlockKind.CODE, BlockKind.TABLE_ROW


def in_parts(document, size):
    """The same document with blocks segmented in parts of ``size`` code points."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SECTION", size)
        return Document(document.text, document.structure, document.language)


def all_sentences(document):
    return [s for i in range(len(document.structure)) for s in document.sentences_in(i)]


def words(document, sentence):
    return document.text[sentence.start : sentence.end]


LINES = [
    "The first of them went home. ",
    "“Will you come?” he asked. “No.” ",
    "Mr. Smith of the U.S. paid $4.5 million in Jan. 2020. ",
    "It ended ... and then it went on. ",
    "Alone!\nAnd then a line. ",
    "1. A list 2. Of things. ",
    "그는 말했다. 끝났다. ",
    '“Curly begins. It goes on." ',
]


def long_text(count, filler=""):
    return "".join(LINES[i % len(LINES)] + filler for i in range(count)).strip()


@pytest.mark.parametrize("size", [1, 37, 500, 4096])
def test_a_long_block_has_the_sentences_of_a_short_one(size):
    document = compose("Before.", long_text(60), "After.")
    assert all_sentences(in_parts(document, size)) == all_sentences(document)


def test_a_block_over_the_limit_has_the_sentences_of_its_pieces():
    piece = long_text(8)
    count = module.SECTION * 2 // len(piece)
    document = compose("Before.", " ".join([piece] * count), "After.")
    found = document.sentences_in(1)
    short = compose(f"{piece} {piece} {piece}").sentences_in(0)
    per_piece = [s for s in short if len(piece) + 1 <= s.start < 2 * len(piece) + 2]
    shift = document.structure.starts[1] - len(piece) - 1
    for i in (0, 1, count // 2, count // 2 + 1, count - 1):
        at = shift + i * (len(piece) + 1)
        low, high = at + len(piece) + 1, at + 2 * len(piece) + 2
        inside = [(s.start, s.end) for s in found if low <= s.start < high]
        assert inside == [(s.start + at, s.end + at) for s in per_piece]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1500 + "end. Then it went on.",
        "One ended." + " " * 3000 + "two went on. Three.",
        "One ended." + " " * 3000 + "Two went on. Three.",
        "One ended.\n\n" + " " * 3000 + "\n\nTwo went on. Three.",
        "x" * 5000,
        "One. " + "," * 3000 + " two. Three.",
    ],
)
@pytest.mark.parametrize("size", [100, 1000])
def test_long_sentences_and_long_white_space_are_not_cut_by_parts(text, size):
    document = compose("Before.", text.strip(), "After.")
    assert all_sentences(in_parts(document, size)) == all_sentences(document)


@pytest.mark.parametrize("room", range(15, 30))
def test_what_a_window_cuts_off_does_not_end_a_sentence(room):
    # The window over the first part ends somewhere in "Theodore": "U.S. The" would be an end.
    text = "a" * 60 + ". " + "Word " * 400 + "b" * room + " of the U.S. Theodore Army left. " * 40
    document = compose(text.strip())
    assert all_sentences(in_parts(document, 100)) == all_sentences(document)


@pytest.mark.parametrize("kind", [CODE, TITLE, HEADING, ROW])
def test_long_blocks_that_are_not_prose(kind):
    document = compose("Before.", (kind, "one. Two\n  three\n\n" * 30 + "end"), "After.")
    parts = in_parts(document, 50)
    assert all_sentences(parts) == all_sentences(document)
    inside = document.structure.starts[1] + 300
    assert parts.sentence_at(inside) == document.sentence_at(inside)
    assert parts.next_sentence(inside) == document.next_sentence(inside)
    assert parts.previous_sentence(inside) == document.previous_sentence(inside)


def test_the_first_sentence_of_a_long_block_costs_a_part_of_it(monkeypatch):
    parts = in_parts(compose(long_text(2000)), 1000)
    looked_at = []

    def counted(text, start, end, language):
        looked_at.append(end - start)
        return sentence_spans(text, start, end, language)

    monkeypatch.setattr(module, "sentence_spans", counted)
    assert words(parts, parts.first_in(0)) == "The first of them went home."
    assert sum(looked_at) < 10_000 < len(parts.text)


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, CODE, FURNITURE, TITLE])
def test_numbers_in_a_long_block_are_the_same_before_and_after_counting(kind):
    document = compose("Before. It.", (kind, long_text(40)), "After.")
    parts = in_parts(document, 200)
    numbers = [(s.start, parts.place(s.start)) for s in document.sentences_in(1)]
    assert [number for _, (_, number) in numbers] == list(range(1, len(numbers) + 1))
    fresh = in_parts(document, 200)
    fresh.count_more(len(document.text) + 1)
    assert [(start, fresh.place(start)) for start, _ in numbers] == numbers


def test_the_number_of_a_counted_sentence_costs_its_own_part_only(monkeypatch):
    parts = in_parts(compose(long_text(2000)), 1000)
    parts.count_more(len(parts.text) + 1)
    last = parts.last_sentence()
    monkeypatch.setattr(module, "sentence_spans", lambda *_: pytest.fail("segmented again"))
    assert parts.place(last.start) == (1, parts.total)


@settings(max_examples=60)
@given(BLOCKS, st.sampled_from([5, 40, 200]), st.integers(0, 2000))
def test_parts_of_any_size_answer_as_the_whole(blocks, size, offset):
    blocks = [(kind, text.strip()) for kind, text in blocks if text.strip()]
    document = compose(*blocks)
    parts = in_parts(document, size)
    assert all_sentences(parts) == all_sentences(document)
    offset = min(offset, len(document.text))
    assert parts.sentence_at(offset) == document.sentence_at(offset)
    assert parts.next_sentence(offset) == document.next_sentence(offset)
    assert parts.previous_sentence(offset) == document.previous_sentence(offset)
    assert parts.place(offset) == document.place(offset)
    while not parts.count_more(30):
        pass
    document.count_more(len(document.text) + 1)
    assert parts.total == document.total
    for sentence in all_sentences(document):
        assert parts.ordinal(sentence) == document.ordinal(sentence)
