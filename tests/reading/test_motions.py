"""Every motion: where it goes, and what it says where it cannot go on."""

import pytest
from tests.motions import MOTIONS

from annotate_tui.model import BlockKind, Span
from annotate_tui.reading import motions
from annotate_tui.reading.state import Reading
from annotate_tui.text import quotations

TITLE, FURNITURE, HEADING = BlockKind.TITLE, BlockKind.FURNITURE, BlockKind.HEADING
RULE, CODE = BlockKind.RULE, BlockKind.CODE


@pytest.fixture
def page(compose):
    return compose(
        (FURNITURE, "Go to contents"),
        (TITLE, "A headline"),
        (FURNITURE, "Posted today"),
        "One sentence. Two sentences.",
        (FURNITURE, "Related articles"),
        (HEADING, "Part two"),
        "Three. Four.",
        (FURNITURE, "Imprint"),
    )


def walk(document, reading, move):
    """All selections from here on until the motion says that it cannot go on."""
    found = [reading]
    while not (reading := move(document, reading)).said:
        found.append(reading)
    return found, reading


def test_reading_begins_below_the_headline(sample, words_of):
    reading = motions.begin(sample)
    assert words_of(sample, reading).startswith("There have been reports")
    assert reading.unit == "sentence"
    assert reading.right


def test_reading_begins_where_it_stopped(sample, words_of):
    assert words_of(sample, motions.begin(sample, 600)).startswith("Last Sunday")


def test_next_sentence_goes_through_all_but_furniture_and_previous_comes_back(page, words_of):
    down, last = walk(page, motions.begin(page), motions.next_sentence)
    words = ["One sentence.", "Two sentences.", "Part two", "Three.", "Four."]
    assert [words_of(page, r) for r in down] == words
    assert last.said == "This is the last sentence."
    up, first = walk(page, down[-1], motions.previous_sentence)
    assert [words_of(page, r) for r in up] == [*reversed(words), "A headline"]
    assert first.said == "Nothing to read before this."


def test_the_sample_down_and_up(sample):
    down, _ = walk(sample, motions.begin(sample), motions.next_sentence)
    up, _ = walk(sample, down[-1], motions.previous_sentence)
    assert len(down) == 15
    assert [r.span for r in reversed(up)][1:] == [r.span for r in down]
    assert sample.text[up[-1].start : up[-1].end].startswith("Growing unrest")


def test_a_sentence_motion_counts_from_the_selections_edges(page, words_of):
    start = page.text.index("sentence. Two")
    inside = Reading(start, start + len("sentence. Two"), unit="selection")
    assert words_of(page, motions.next_sentence(page, inside)) == "Part two"
    assert words_of(page, motions.previous_sentence(page, inside)) == "A headline"


def test_paragraphs_include_furniture(page, words_of):
    top = motions.begin(page, 0)
    down, last = walk(page, top, motions.next_paragraph)
    words = [
        "Go to contents",
        "A headline",
        "Posted today",
        "One sentence.",
        "Related articles",
        "Part two",
        "Three.",
        "Imprint",
    ]
    assert [words_of(page, r) for r in down] == words
    assert last.said == "This is the last paragraph."
    up, first = walk(page, down[-1], motions.previous_paragraph)
    assert [words_of(page, r) for r in up] == words[::-1]
    assert first.said == "This is the first paragraph."


def test_previous_paragraph_goes_to_the_beginning_of_this_one_first(page, words_of):
    reading = motions.begin(page, page.text.index("Two sent"))
    assert words_of(page, motions.previous_paragraph(page, reading)) == "One sentence."


def test_paragraph_motion_passes_an_empty_rule(compose, words_of):
    document = compose("One.", (RULE, ""), "Two.")
    reading = motions.next_paragraph(document, motions.begin(document))
    assert words_of(document, reading) == "Two."
    assert words_of(document, motions.previous_paragraph(document, reading)) == "One."


def test_the_first_and_the_last_sentence(page, words_of):
    reading = motions.begin(page, page.text.index("Three"))
    first = motions.first_sentence(page, reading)
    assert (words_of(page, first), first.said) == ("One sentence.", "")
    last = motions.last_sentence(page, reading)
    assert (words_of(page, last), last.said) == ("Four.", "")


def test_the_first_and_the_last_sentence_say_so_when_there(page):
    first = motions.first_sentence(page, motions.begin(page))
    assert first.said == "This is the first sentence."
    last = motions.last_sentence(page, motions.last_sentence(page, first))
    assert last.said == "This is the last sentence."
    assert motions.last_sentence(page, last).span == last.span


def test_words_from_a_sentence_begin_at_its_ends(page, words_of):
    reading = motions.begin(page)
    first = motions.next_word(page, reading)
    assert (words_of(page, first), first.unit) == ("One", "word")
    assert words_of(page, motions.next_word(page, first)) == "sentence"
    assert words_of(page, motions.previous_word(page, reading)) == "sentence"


def test_words_go_on_over_sentences_and_furniture(page, words_of):
    reading = motions.previous_word(page, motions.begin(page, page.text.index("Two sent")))
    assert words_of(page, reading) == "sentences"
    after = motions.next_word(page, reading)
    assert words_of(page, after) == "Part"
    assert words_of(page, motions.previous_word(page, after)) == "sentences"


def test_words_inside_furniture_stay_in_it_as_far_as_it_goes(compose, words_of):
    document = compose("Alpha.", (FURNITURE, "One two. Three."), "Beta.")
    reading, found = motions.begin(document, document.text.index("One")), []
    for _ in range(4):
        reading = motions.next_word(document, reading)
        found.append(words_of(document, reading))
    assert found == ["One", "two", "Three", "Beta"]
    reading, found = motions.begin(document, document.text.index("Three")), []
    for _ in range(4):
        reading = motions.previous_word(document, reading)
        found.append(words_of(document, reading))
    assert found == ["Three", "two", "One", "Alpha"]


def test_words_at_the_ends_of_the_text(compose, words_of):
    document = compose("Only two.")
    first = motions.next_word(document, motions.begin(document))
    before = motions.previous_word(document, first)
    assert (before.span, before.said) == (first.span, "No word before this.")
    last = motions.next_word(document, first)
    after = motions.next_word(document, last)
    assert (words_of(document, after), after.said) == ("two", "No word after this.")


def test_phrases_of_the_sample(sample, words_of):
    reading = motions.begin(sample, 600)
    found = []
    for _ in range(3):
        reading = motions.next_phrase(sample, reading)
        found.append(words_of(sample, reading))
    assert found == ["Last Sunday", "a government official", "acknowledged"]
    assert reading.unit == "phrase"
    back = motions.previous_phrase(sample, reading)
    assert words_of(sample, back) == "a government official"
    last = motions.previous_phrase(sample, motions.begin(sample, 600))
    assert words_of(sample, last) == "to be agitated"


def test_the_quotations_of_the_sample_in_order(sample, words_of):
    found, last = walk(sample, motions.begin(sample), motions.quotation)
    words = [words_of(sample, r) for r in found[1:]]
    assert [w[:12] for w in words] == [
        "“The North K",
        "“Unmet expec",
        '"Kim Jong Un',
        "“North Korea",
        "“Earlier thi",
    ]
    assert [w[-8:] for w in words] == ["dships.”", 'nation,"', "f this.”", "impact.”", "archer,”"]
    assert all(r.unit == "quotation" for r in found[1:])
    assert last.said == "No quotation after this."


def test_a_quotation_touching_the_selection_comes_before_the_next(sample, words_of):
    inside = motions.begin(sample, sample.text.index("It would be concerning"))
    found = motions.quotation(sample, inside)
    assert words_of(sample, found).startswith("“The North Korean elite")
    word = motions.next_word(sample, motions.begin(sample, sample.text.index("Intensified")))
    assert words_of(sample, motions.quotation(sample, word)).startswith("“North Korea, facing")


def test_a_quotation_amid_a_long_selection_is_found(compose, words_of):
    document = compose(
        "Alpha began.", "Beta said “yes” twice.", "Gamma ended.", "“No,” said Delta."
    )
    end = document.text.index("Gamma ended.") + len("Gamma ended.")
    assert words_of(document, motions.quotation(document, Reading(0, end))) == "“yes”"


def test_a_quotation_over_paragraphs_is_one(compose, words_of):
    document = compose("He said: “One begins.", "“Two goes on.", "“Three ends.”", "Then “four”.")
    whole = document.text[document.text.index("“One") : document.text.index("\n\nThen")]
    for words in ("One begins", "Two goes", "Three ends"):
        reading = motions.begin(document, document.text.index(words))
        assert words_of(document, motions.quotation(document, reading)) == whole
    again = motions.quotation(document, motions.quotation(document, reading))
    assert words_of(document, again) == "“four”"


@pytest.mark.parametrize(
    "quoted",
    ["“a b”", '"a b"', "‘a b’", "'a b'", "«a b»", "»a b«", "„a b“", "「他说」", "”a b”"],
)
def test_the_next_quotation_is_found_by_any_mark_it_may_begin_with(compose, words_of, quoted):
    document = compose("Nothing here.", "It isn't.", f"So {quoted} it is.")
    found = motions.quotation(document, motions.begin(document))
    assert words_of(document, found) == quoted


@pytest.mark.parametrize("marks", ["“{}”", '"{}"'])
def test_in_a_very_long_paragraph_quotations_are_found_near_by(
    compose, words_of, monkeypatch, marks
):
    said = [marks.format(f"Number {i} spoke. It goes on.") for i in range(4000)]
    document = compose(" ".join(f"He said: {words} Then it was quiet." for words in said))
    looked_at = []

    real = quotations.quotations

    def counted(text, blocks):
        looked_at.append(sum(end - start for start, end in blocks))
        return real(text, blocks)

    monkeypatch.setattr(quotations, "quotations", counted)
    reading = motions.begin(document, document.text.index("Number 2000 "))
    found = []
    for _ in range(3):
        reading = motions.quotation(document, reading)
        found.append(words_of(document, reading))
    assert found == said[2000:2003]
    assert max(looked_at) < 100_000 < len(document.text)


def test_quotations_in_furniture_are_passed(compose, words_of):
    document = compose("One.", (FURNITURE, "Read “this”"), "So “that” ended.")
    found = motions.quotation(document, motions.begin(document))
    assert words_of(document, found) == "“that”"


def test_the_figures_of_the_sample_in_order(sample, words_of):
    found, last = walk(sample, motions.begin(sample), motions.figure)
    assert [words_of(sample, r) for r in found[1:]] == [
        "one year",
        "at least 16 North Korean defectors",
        "three individuals",
    ]
    assert all(r.unit == "figure" for r in found[1:])
    assert last.said == "No figure after this."


def test_a_figure_touching_the_selection_comes_before_the_next(sample, words_of):
    start = sample.text.index("defectors, who")
    reading = Reading(start, start + 9, unit="word")
    found = motions.figure(sample, reading)
    assert words_of(sample, found) == "at least 16 North Korean defectors"


def test_figures_of_several_sentences_in_one_selection(compose, words_of):
    document = compose("No number. Then 12 men came. And 30 women left.")
    whole = Reading(0, len(document.text) - 2)
    found = motions.figure(document, whole)
    assert words_of(document, found) == "12 men"
    assert words_of(document, motions.figure(document, found)) == "30 women"


def test_escape_goes_back_to_the_sentence(page, words_of):
    word = motions.next_word(page, motions.begin(page))
    back = motions.back_to_sentence(page, word)
    assert (words_of(page, back), back.unit) == ("One sentence.", "sentence")


def test_a_motion_leaves_the_mark_in_focus(page):
    reading = Reading(*motions.begin(page).span, right=False, focus="mark")
    moved = motions.next_sentence(page, reading)
    assert (moved.focus, moved.right, moved.trail) == (None, True, ())


def test_a_motion_that_cannot_move_changes_nothing_but_what_it_says(compose):
    document = compose("Word")
    reading = Reading(0, 4, right=False, unit="word", trail=((Span(0, 2), "word"),), focus="mark")
    for move in (
        motions.next_sentence,
        motions.previous_sentence,
        motions.next_paragraph,
        motions.previous_paragraph,
        motions.next_word,
        motions.previous_word,
        motions.next_phrase,
        motions.previous_phrase,
        motions.quotation,
        motions.figure,
    ):
        moved = move(document, reading)
        assert moved.said.endswith(".")
        assert moved.say("") == reading


def test_unit_names_of_a_reader(page, compose):
    def name_at(words):
        return motions.unit_name(page, motions.begin(page, page.text.index(words)))

    assert name_at("A headline") == "headline"
    assert name_at("Part two") == "heading"
    assert name_at("Posted") == "furniture"
    assert name_at("Two sent") == "sentence"
    assert motions.unit_name(page, Reading(16, 17, unit="word")) == "word"


@pytest.mark.parametrize("move", MOTIONS)
def test_a_text_without_blocks_breaks_no_motion(compose, move):
    document = compose()
    reading = motions.begin(document)
    assert reading.said == "This text has no words."
    moved = move(document, reading)
    assert moved.span == (0, 0)
    assert moved.said
    assert motions.unit_name(document, moved) == "sentence"


@pytest.mark.parametrize("move", MOTIONS)
def test_a_text_of_furniture_only_can_be_selected(compose, words_of, move):
    document = compose((FURNITURE, "Go to contents"))
    reading = motions.begin(document)
    assert words_of(document, reading) == "Go to contents"
    moved = move(document, reading)
    assert moved.said or words_of(document, moved)


def test_lines_of_code_are_steps(compose, words_of):
    document = compose((CODE, "  if x:\n\n      y()\nz"))
    found, _ = walk(document, motions.begin(document), motions.next_sentence)
    assert [words_of(document, r) for r in found] == ["if x:", "y()", "z"]
