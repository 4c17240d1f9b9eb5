"""Whatever the text and whatever the keys: a selection is words, and a key that does nothing says so."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motions import MOTIONS

from annotate_tui.loaders import LoadError, load_bytes
from annotate_tui.model import BlockKind
from annotate_tui.reading import edges, growing, motions
from annotate_tui.text.cells import grapheme_ends
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder

GROWING = [growing.expand, growing.shrink]
EDGES = [
    edges.word_right,
    edges.word_left,
    edges.sentence_down,
    edges.sentence_up,
    edges.character_right,
    edges.character_left,
]
TURNS = [edges.other_edge, motions.back_to_sentence]

PIECES = (
    "word He said the of U.S. Mr. 16 three $40m No. 3. one [3] it’s www.example.com - ----- • ( ) — "
    ". ! ? ... 。 、 , : ; “ ” \" ' ‘ ’ « » 「 」 한국어 말했다. 他说 東京は です e\u0301 \u0301 👨‍👩‍👧 🇰🇷 👍🏽 "
    "\u200b \ufeff"
).split(" ")
LONGER = ["at least 16 defectors", "Posted June. 12, 2023", "one year", "He said: “Yes."]
PROSE = st.lists(
    st.tuples(
        st.sampled_from(PIECES + LONGER),
        st.sampled_from([" ", " ", " ", "", "\n", "\t", "  ", "\u00a0", "\u3000"]),
    ),
    min_size=1,
    max_size=16,
).map(lambda parts: "".join(a + b for a, b in parts).strip())
BLOCKS = st.lists(
    st.tuples(st.sampled_from(BlockKind), PROSE, st.sampled_from(["\n", "\n\n", "\n  "])),
    max_size=7,
)
LANGUAGES = st.sampled_from(["en", "ko", "zh", "ja", "de", "fr", ""])


@st.composite
def composed(draw):
    """A document of random blocks, code indented, some rules empty."""
    builder, text = StructureBuilder(), draw(st.sampled_from(["", "\n", "  "]))
    for kind, prose, gap in draw(BLOCKS):
        words = prose
        if kind is BlockKind.CODE:
            words = f"  {prose}"
        if kind is BlockKind.RULE and len(prose) % 2:
            words = ""
        if words.strip() or kind is BlockKind.RULE:
            builder.add(len(text), len(text) + len(words), kind)
            text += words + gap
    return Document(text, builder.build(), draw(LANGUAGES))


@st.composite
def loaded(draw):
    """A document as a loader makes it of random bytes of text."""
    marks = st.sampled_from(
        ["\n\n", "\n\n# ", "\n- ", "\n> ", "\n```\n  code\n```\n", "\n\n---\n\n"]
    )
    parts = draw(st.lists(st.tuples(PROSE, marks), max_size=6))
    source = "".join(a + b for a, b in parts)
    try:
        article = load_bytes(source.encode(), "-", draw(st.sampled_from(["a.txt", "a.md"])))
    except LoadError:
        return Document("", StructureBuilder().build())
    return Document(article.text, article.structure, article.language)


DOCUMENTS = st.one_of(composed(), loaded())
KEYS = st.lists(st.sampled_from(MOTIONS + GROWING + EDGES + TURNS), max_size=25)


def check(document, before, after, move):
    """What every key keeps: words selected, no furniture crossed, or a reason why not."""
    text = document.text
    assert 0 <= after.start <= after.end <= len(text)
    if after.start == after.end:
        assert after.span == before.span
        assert not text.strip() or document.first_sentence() is None
    else:
        assert not text[after.start].isspace()
        assert not text[after.end - 1].isspace()
        assert not document.crosses_furniture(after.start, after.end)
    if move not in TURNS and (after.span, after.unit) == (before.span, before.unit):
        assert after.said
    if after.said:
        assert after.span == before.span
        assert after.said.endswith(".")


@settings(max_examples=150)
@given(DOCUMENTS, KEYS)
def test_every_key_leaves_words_selected_or_says_why_not(document, keys):
    reading = motions.begin(document)
    check(document, reading, reading, motions.back_to_sentence)
    for move in keys:
        moved = move(document, reading)
        check(document, reading, moved, move)
        reading = moved


@settings(max_examples=80)
@given(DOCUMENTS, st.integers(0, 400))
def test_reading_begins_anywhere(document, offset):
    reading = motions.begin(document, offset)
    check(document, reading, reading, motions.back_to_sentence)


@settings(max_examples=80)
@given(DOCUMENTS)
def test_sentences_down_and_up_are_the_same(document):
    down = [motions.begin(document)]
    while not (reading := motions.next_sentence(document, down[-1])).said:
        assert reading.start >= down[-1].end
        down.append(reading)
    up = [down[-1]]
    while len(up) < len(down):
        reading = motions.previous_sentence(document, up[-1])
        assert not reading.said
        up.append(reading)
    assert [r.span for r in reversed(up)] == [r.span for r in down]


@settings(max_examples=80)
@given(
    DOCUMENTS,
    st.sampled_from(
        [
            (motions.next_word, motions.previous_word),
            (motions.next_phrase, motions.previous_phrase),
        ]
    ),
)
def test_units_forward_and_back_are_the_same(document, pair):
    forward, back = pair
    reading = motions.begin(document)
    if not document.text.strip() or document.first_sentence() is None:
        return
    if not document.is_read(document.block_index_at(reading.start)):
        return
    found = []
    while not (reading := forward(document, reading)).said:
        assert not found or reading.start >= found[-1].end
        found.append(reading)
    back_again = found[-1:]
    while len(back_again) < len(found):
        back_again.append(back(document, back_again[-1]))
        assert not back_again[-1].said
    assert [r.span for r in reversed(back_again)] == [r.span for r in found]


@settings(max_examples=80)
@given(DOCUMENTS)
def test_quotations_and_figures_come_in_order_and_end(document):
    for move in (motions.quotation, motions.figure):
        reading, at = motions.begin(document), -1
        first = True
        while not (reading := move(document, reading)).said:
            assert first or reading.start >= at
            first, at = False, reading.end


@settings(max_examples=80)
@given(DOCUMENTS, KEYS)
def test_growing_is_strict_and_goes_back_the_way_it_came(document, keys):
    reading = motions.begin(document)
    for move in keys:
        reading = move(document, reading)
    steps = [(reading.span, reading.unit)]
    trail = reading.trail
    while not (grown := growing.expand(document, reading)).said:
        assert grown.start <= reading.start
        assert reading.end <= grown.end
        assert grown.span != reading.span
        reading = grown
        steps.append((reading.span, reading.unit))
    for span, unit in reversed(steps[:-1]):
        reading = growing.shrink(document, reading)
        assert (reading.span, reading.unit) == (span, unit)
    assert reading.trail == trail


@settings(max_examples=80)
@given(DOCUMENTS, st.integers(0, 400), st.booleans(), st.lists(st.sampled_from(EDGES), max_size=12))
def test_an_edge_moves_alone_and_its_way(document, offset, right, steps):
    reading = motions.begin(document, offset)
    if right is False:
        reading = edges.other_edge(document, reading)
    rightward = {edges.word_right, edges.sentence_down, edges.character_right}
    for move in steps:
        moved = move(document, reading)
        fixed, old, new = (
            (moved.start == reading.start, reading.end, moved.end)
            if right
            else (moved.end == reading.end, reading.start, moved.start)
        )
        assert fixed
        assert moved.right is right
        if not moved.said:
            assert new > old if move in rightward else new < old
        reading = moved


@settings(max_examples=80)
@given(DOCUMENTS, st.booleans(), st.integers(0, 12))
def test_character_steps_stop_between_characters_and_come_back(document, right, steps):
    reading = motions.begin(document)
    word = motions.next_word(document, reading)
    reading = word if right else edges.other_edge(document, word)
    ends = {0, *grapheme_ends(document.text, 0, len(document.text))}
    away, back = edges.character_right, edges.character_left
    if not right:
        away, back = back, away
    for _ in range(steps):
        moved = away(document, reading)
        if moved.said:
            break
        edge = moved.end if right else moved.start
        assert edge in ends or (reading.end if right else reading.start) not in ends
        if (reading.end if right else reading.start) in ends:
            assert back(document, moved).span == reading.span
        reading = moved
