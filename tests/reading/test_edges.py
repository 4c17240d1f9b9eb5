"""Edges: a word, a sentence, a character at a time, and every refusal."""

import pytest

from annotate_tui.model import BlockKind, Span
from annotate_tui.reading import edges, motions
from annotate_tui.reading.state import Reading

ALL = [
    edges.word_right,
    edges.word_left,
    edges.sentence_down,
    edges.sentence_up,
    edges.character_right,
    edges.character_left,
]


@pytest.fixture
def at(words_of):
    """A reading on given words of a document."""

    def on(document, words, right=True, **more):
        start = document.text.index(words)
        return Reading(start, start + len(words), right=right, unit="selection", **more)

    return on


@pytest.mark.parametrize(
    ("words", "right", "move", "expected"),
    [
        ("beta gamma", True, edges.word_right, "beta gamma delta"),
        ("beta gamma", True, edges.word_left, "beta"),
        ("beta gamma", False, edges.word_left, "Alpha, beta gamma"),
        ("beta gamma", False, edges.word_right, "gamma"),
        ("beta", True, edges.sentence_down, "beta gamma delta."),
        ("gamma delta.", True, edges.sentence_down, "gamma delta. Second one."),
        ("gamma", False, edges.sentence_up, "Alpha, beta gamma"),
        ("Second", False, edges.sentence_up, "Alpha, beta gamma delta. Second"),
        ("beta gamma delta. Second one.", True, edges.sentence_up, "beta gamma delta."),
        ("delta. Second one.", False, edges.sentence_down, "Second one."),
        ("gamma", True, edges.character_right, "gamma d"),
        ("gamma", True, edges.character_left, "gamm"),
        ("gamma", False, edges.character_right, "amma"),
        ("gamma", False, edges.character_left, "a gamma"),
        ("gamma d", True, edges.character_left, "gamma"),
        ("a gamma", False, edges.character_right, "gamma"),
        ("delta", True, edges.character_right, "delta."),
        ("delta.", True, edges.word_right, "delta. Second"),
        ("delta.", True, edges.word_left, "delta"),
    ],
)
def test_each_edge_by_each_step(compose, words_of, at, words, right, move, expected):
    document = compose("Alpha, beta gamma delta. Second one.")
    moved = move(document, at(document, words, right))
    assert words_of(document, moved) == expected
    assert (moved.said, moved.right, moved.unit) == ("", right, "selection")


def test_a_phrase_of_five_words_costs_five_keys(sample, words_of):
    reading = motions.begin(sample, 600)
    for _ in range(3):
        reading = motions.next_word(sample, reading)
    for _ in range(4):
        reading = edges.word_right(sample, reading)
    assert words_of(sample, reading) == "a government official acknowledged the"


def test_a_wrong_boundary_costs_one_key_a_word(sample, words_of, at):
    reading = at(sample, "reported that North Koreans, who were apprehensive")
    for _ in range(3):
        reading = edges.word_left(sample, reading)
    assert words_of(sample, reading) == "reported that North Koreans"
    reading = edges.other_edge(sample, reading)
    for _ in range(2):
        reading = edges.word_right(sample, reading)
    assert words_of(sample, reading) == "North Koreans"


def test_the_other_edge_becomes_the_active_one_and_back():
    reading = Reading(3, 7, trail=((Span(3, 4), "word"),), focus="mark", said="Something.")
    other = edges.other_edge(None, reading)
    assert other == Reading(3, 7, right=False, trail=reading.trail, focus="mark")
    assert edges.other_edge(None, other).right


def test_moving_an_edge_keeps_the_focus_and_forgets_the_way_back(compose, at):
    document = compose("One two three.")
    reading = at(document, "One", focus="mark", trail=((Span(0, 1), "word"),))
    moved = edges.word_right(document, reading)
    assert (moved.focus, moved.trail) == ("mark", ())


@pytest.mark.parametrize(
    ("words", "right", "move", "said"),
    [
        ("two", True, edges.word_left, "One word is the least"),
        ("two", False, edges.word_right, "One word is the least"),
        ("One two.", True, edges.sentence_up, "No sentence on that side."),
        ("One two.", False, edges.sentence_down, "One sentence is the least"),
        ("t", True, edges.character_left, "One character is the least"),
        ("O", True, edges.character_left, "This is the beginning of the text."),
        ("O", False, edges.character_right, "One character is the least"),
        ("One", False, edges.word_left, "No word on that side."),
        ("four", True, edges.word_right, "No word on that side."),
        ("One", False, edges.sentence_up, "No sentence on that side."),
        ("four.", True, edges.sentence_down, "No sentence on that side."),
        ("four.", True, edges.character_right, "This is the end of the text."),
        ("One", False, edges.character_left, "This is the beginning of the text."),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(compose, at, words, right, move, said):
    document = compose("One two.", "Three four.")
    reading = at(document, words, right, focus="mark")
    moved = move(document, reading)
    assert said in moved.said
    assert moved.say("") == reading


@pytest.fixture
def furnished(compose):
    return compose(
        "One two.",
        (BlockKind.FURNITURE, "Read more. Share it."),
        "Three four.",
    )


@pytest.mark.parametrize(
    ("words", "right", "move"),
    [
        ("two.", True, edges.word_right),
        ("two.", True, edges.sentence_down),
        ("two.", True, edges.character_right),
        ("Three", False, edges.word_left),
        ("Three", False, edges.sentence_up),
        ("Three", False, edges.character_left),
        ("Share it.", True, edges.word_right),
        ("Share it.", True, edges.sentence_down),
        ("Read", False, edges.word_left),
        ("Read", False, edges.sentence_up),
    ],
)
def test_no_span_gets_into_furniture_or_out_of_it(furnished, at, words, right, move):
    reading = at(furnished, words, right)
    moved = move(furnished, reading)
    assert moved.said == "A span does not cross furniture."
    assert moved.span == reading.span


def test_inside_furniture_edges_move_freely(furnished, words_of, at):
    reading = at(furnished, "Read more.")
    assert words_of(furnished, edges.sentence_down(furnished, reading)) == "Read more. Share it."
    assert words_of(furnished, edges.word_right(furnished, reading)) == "Read more. Share"
    left = at(furnished, "Share it.", False)
    assert words_of(furnished, edges.sentence_up(furnished, left)) == "Read more. Share it."


def test_a_selection_that_crosses_furniture_may_shrink_but_not_grow(furnished, words_of, at):
    across = at(furnished, "two.\n\nRead more. Share it.\n\nThree")
    assert edges.word_right(furnished, across).said == "A span does not cross furniture."
    shrunk = edges.sentence_up(furnished, across)
    assert (words_of(furnished, shrunk), shrunk.said) == ("two.", "")
    nearer = edges.character_left(furnished, across)
    assert words_of(furnished, nearer) == "two.\n\nRead more. Share it.\n\nThre"


@pytest.mark.parametrize(
    "cluster",
    [
        "e\u0301",
        "o\u0323\u0302",
        "👨‍👩‍👧‍👦",
        "🇰🇷",
        "👍🏽",
        "❤️",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "1️⃣",
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(compose, words_of, at, cluster):
    document = compose(f"ab{cluster}cd")
    grown = edges.character_right(document, at(document, "ab"))
    assert words_of(document, grown) == f"ab{cluster}"
    assert words_of(document, edges.character_left(document, grown)) == "ab"
    left = edges.character_left(document, at(document, "cd", False))
    assert words_of(document, left) == f"{cluster}cd"
    assert words_of(document, edges.character_right(document, left)) == "cd"


def test_two_flags_are_two_characters(compose, words_of, at):
    document = compose("a🇰🇷🇫🇷b")
    one = edges.character_right(document, at(document, "a"))
    assert words_of(document, one) == "a🇰🇷"
    back = edges.character_left(document, edges.character_right(document, one))
    assert words_of(document, back) == "a🇰🇷"


def test_character_steps_pass_line_breaks_and_paragraphs(compose, words_of, at):
    document = compose("One \n two", "three")
    assert words_of(document, edges.character_right(document, at(document, "One"))) == "One \n t"
    assert words_of(document, edges.character_right(document, at(document, "two"))) == "two\n\nt"
    left = at(document, "three", False)
    assert words_of(document, edges.character_left(document, left)) == "o\n\nthree"


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("move", ALL)
def test_a_text_without_blocks_breaks_no_edge(compose, move, right):
    moved = move(compose(), Reading(0, 0, right=right))
    assert moved.span == (0, 0)
    assert moved.said
