"""Where the words of one version stand in another."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.model import Span
from annotate_tui.text.alignment import Change, align

OLD = (
    "Defectors speak\n\nAt least 16 North Korean defectors fled to the South in May. “They are"
    " safe,” said Ann Lee, who leads the group.\n\nThe ministry did not answer questions about the"
    " figures. Nobody else spoke on that evening in the hall."
)


def mapped(old, new, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = old.index(words, at + 1)
    start, end, state = align(old, new).map_span(at, at + len(words))
    return new[start:end], state


def test_the_same_text_leaves_all_where_it_is():
    whole = align(OLD, OLD)
    for start in range(0, len(OLD), 7):
        for end in range(start + 1, len(OLD), 31):
            if OLD[start:end].strip() == OLD[start:end]:
                assert whole.map_span(start, end) == (start, end, "exact")
    assert whole.changes() == []


def test_words_before_a_mark_move_it():
    new = OLD.replace("At least", "Updated: at least")
    assert mapped(OLD, new, "North Korean defectors") == ("North Korean defectors", "moved")
    assert mapped(OLD, new, "Defectors speak") == ("Defectors speak", "exact")


def test_a_number_that_was_corrected_is_flagged_in_its_place():
    new = OLD.replace("16", "18")
    assert mapped(OLD, new, "16") == ("18", "changed")
    assert mapped(OLD, new, "At least 16 North") == ("At least 18 North", "changed")
    assert mapped(OLD, new, "defectors fled") == ("defectors fled", "exact")


@pytest.mark.parametrize(
    ("before", "came", "marked"),
    [
        ("The mayor left.\n\n", "The deputy has been here since 2020.\n\n", "The vote is in May"),
        ("It rained. ", '"I am leaving," she said. ', '"I am tired,"'),
        ("It rained. ", "At least 40 houses burned. ", "At least 16 people"),
        ("It rained. ", "He came and ate. ", "He left."),
    ],
)
def test_what_came_before_a_mark_and_begins_as_it_does_is_no_part_of_it(before, came, marked):
    after = " More was said later that day."
    found = mapped(before + marked + after, before + came + marked + after, marked)
    assert found == (marked, "moved")


def test_what_came_behind_a_mark_and_ends_as_it_does_is_no_part_of_it():
    old, came = "It rained hard, said Ann. More came later.", " It was cold, said Ann."
    new = old.replace("Ann.", "Ann." + came)
    assert mapped(old, new, "hard, said Ann.")[0] == "hard, said Ann."


def test_words_rewritten_between_neighbours_that_stand_are_flagged_not_lost():
    old = "The paper says at least 16 North Korean defectors, who left, were heard."
    new = "The paper says at least 18 defectors from North Korea, who left, were heard."
    found = mapped(old, new, "at least 16 North Korean defectors")
    assert found == ("at least 18 defectors from North Korea", "changed")
    gone = "The paper says a spokesman for the ministry, who left, was heard."
    assert mapped(old, gone, "at least 16 North Korean defectors")[1] == "lost"


@pytest.mark.parametrize(
    ("old", "new"),
    [("16", "16.5"), ("16", "1,600"), ("Korean", "Korean-born"), ("in May.", "in May?")],
)
def test_a_longer_number_another_compound_another_stop_are_changes(old, new):
    assert mapped(OLD, OLD.replace(old, new), old)[1] in ("changed", "lost")


def test_words_inserted_within_a_mark_flag_it_over_all_of_them():
    new = OLD.replace("defectors fled", "defectors have fled")
    assert mapped(OLD, new, "Korean defectors fled to") == (
        "Korean defectors have fled to",
        "changed",
    )


@pytest.mark.parametrize(
    ("change", "words", "stands"),
    [
        (("“They are safe,”", '"They are safe,"'), "“They are safe,”", '"They are safe,"'),
        (("“They are safe,”", "«They are safe,»"), "“They are safe,”", "«They are safe,»"),
        (("fled to the South", "fled to\nthe\u00a0 South"), "fled to the", "fled to\nthe"),
        (("figures", "fi\u00adgures"), "the figures.", "the fi\u00adgures."),
        (("fled", "ﬂed"), "fled to", "ﬂed to"),
        (("in May", "in\u200b May"), "in May.", "in\u200b May."),
    ],
)
def test_another_dress_is_no_change(change, words, stands):
    found, state = mapped(OLD, OLD.replace(*change), words)
    assert found == stands
    assert state in ("exact", "moved")
    assert align(OLD, OLD.replace(*change)).changes() == []


def test_another_dress_is_told_when_asked_for():
    new = OLD.replace("“", '"').replace("”", '"')
    assert [
        (OLD[a:b], new[c:d]) for (a, b), (c, d), _ in align(OLD, new).changes(restyled=True)
    ] == [("“", '"'), ("”", '"')]


def test_an_edge_within_a_word_stays_within_it():
    new = "And then: " + OLD
    at = OLD.index("efectors fl")
    assert align(OLD, new).map_span(at, at + 11) == (at + 10, at + 21, "moved")


def test_of_two_alike_of_which_one_went_neither_is_certain():
    old = "Ann met him. Then he said that he said so, and went."
    new = "Ann met him. Then he said so, and went."
    assert mapped(old, new, "he said", 0)[1] == "changed"
    assert mapped(old, new, "he said", 1)[1] in ("changed", "lost")
    assert mapped(old, new, "and went") == ("and went", "moved")


def test_rows_of_a_table_are_not_certain_where_one_of_them_went():
    rows = "yes\tno\t16\n" * 40
    old, new = f"Head\n{rows}Foot", f"Head\n{rows[10:]}Foot"
    states = {align(old, new).map_span(at, at + 9).state for at in range(5, 400, 10)}
    assert states <= {"changed", "lost"}
    assert mapped(old, new, "Foot") == ("Foot", "moved")


def test_removed_words_are_lost_and_never_found_in_another_sentence():
    new = OLD.replace("said Ann Lee, who leads the group.", "it was told.")
    assert mapped(OLD, new, "who leads the group")[1] == "lost"
    assert mapped(OLD, new, "said")[1] == "lost"


def paragraphs(count, seed=5):
    chance = random.Random(seed)
    words = [f"word{n}" for n in range(400)] + ["the", "of", "said", "16"] * 40
    return [" ".join(chance.choices(words, k=30)) + "." for _ in range(count)]


def test_a_paragraph_that_moved_takes_its_marks_along():
    parts = paragraphs(12)
    other = [*parts[:2], *parts[3:9], parts[2], *parts[9:]]
    old, new = "\n\n".join(parts), "\n\n".join(other)
    at, there = old.index(parts[2]), new.index(parts[2])
    both = align(old, new)
    for start in range(0, 100, 9):
        begin = start + (parts[2][start] == " ")
        end = begin + 30 - (parts[2][begin + 29] == " ")
        assert both.map_span(at + begin, at + end) == (there + begin, there + end, "moved")
    (change,) = both.changes()
    assert change.moved
    assert old[slice(*change.old)] == new[slice(*change.new)] == parts[2]


def test_changes_are_told_in_words():
    new = OLD.replace("16", "at most 18").replace("Nobody else spoke ", "All spoke ")
    told = [(OLD[a:b], new[c:d]) for (a, b), (c, d), _ in align(OLD, new).changes()]
    assert told == [("16", "at most 18"), ("Nobody else", "All")]


def test_changes_with_a_short_word_between_them_are_one():
    old, new = "One red of blue two three.", "One green of grey two three."
    assert align(old, new).changes() == [Change(Span(4, 15), Span(4, 17))]


def test_a_sentence_that_went_is_told_with_its_own_full_stop():
    old = "The hall was full. Nobody else spoke. It was late."
    new = "The hall was full. It was late."
    (change,) = align(old, new).changes()
    assert old[slice(*change.old)] == "Nobody else spoke."


@pytest.mark.parametrize(
    ("kept", "words", "rest"),
    [
        ("It was late. ", "The ferry runs for everyone.", " The council voted."),
        ("It was late.\n\n", "The ferry runs.\n\n", "The council voted."),
        ("“A,” he said. ", "“B,” she said.", " “C,” they said."),
        ("- one item\n", "- two items\n", "- three items\n"),
        ("The ferry runs.\n", "The council\nmet.", " The council\nvoted."),
        ("Red, ", "or blue,", " or green, or grey it was."),
        ("會議結束。", "他說好。", "他說不好。"),
        ("", "The ferry runs.", " The council voted. The end."),
        ("The ferry runs. The end. ", "The ferry runs.", ""),
    ],
)
def test_what_only_came_or_went_is_told_from_a_sentence_s_or_line_s_edge(kept, words, rest):
    long, short = kept + words + rest, kept + rest.lstrip() if words[-1:] != "\n" else kept + rest
    (change,) = align(long, short).changes()
    assert long[slice(*change.old)] == words.rstrip()
    assert change.new.start == change.new.end == min(len(short), len(kept))
    (change,) = align(short, long).changes()
    assert long[slice(*change.new)] == words.rstrip()


def test_what_is_slid_does_not_meet_the_change_beside_it():
    old = "a. b a. b a. b c a. d a. d e"
    for new in ("a. b a. b c a. d e", "a. b c a. d e", "c a. d a. d a. d e"):
        both = align(old, new)
        assert applied(old, new, both.changes()) == new.split(" ")


def applied(old, new, changes):
    """The words of the old text with the changes made in it."""
    words, at = [], 0
    for change in changes:
        assert at <= change.old.start
        words += [old[at : change.old.start], new[slice(*change.new)]]
        at = change.old.end
    return " ".join([*words, old[at:]]).split()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "b.", "c,", "\n", "\n\n", "d"]), max_size=30), st.data())
def test_the_changes_make_the_one_text_of_the_other(words, data):
    low = data.draw(st.integers(0, len(words)))
    high = data.draw(st.integers(low, len(words)))
    there = data.draw(st.integers(0, len(words)))
    cut = words[:low] + words[high:]
    other = cut[:there] + words[:3] + cut[there:]
    for one, two in ((words, cut), (cut, words), (words, other)):
        old, new = " ".join(one), " ".join(two)
        assert applied(old, new, align(old, new).changes()) == new.split()


def test_the_reading_position_goes_with_its_words():
    new = OLD.replace("At least 16 North Korean defectors", "Some people")
    both = align(OLD, new)
    assert new[both.map_offset(OLD.index("ministry")) :].startswith("ministry")
    assert new[both.map_offset(OLD.index("Korean")) :].startswith(("Some people", "fled"))
    assert both.map_offset(0) == 0
    assert both.map_offset(10**9) <= len(new)


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("", "a b"), ("a b", ""), ("a b", "  \n"), (" ", "a"), ("a", "b")]
)
def test_texts_with_hardly_anything_in_them(old, new):
    both = align(old, new)
    start, end, state = both.map_span(0, len(old))
    assert 0 <= start <= end <= len(new)
    assert state == "lost" or not old.strip()
    assert len(both.changes()) <= 1


WORDS = st.lists(
    st.sampled_from(["the", "said", "he", "16", "“", "”", ".", "\n\n", "don’t", "政", "府", "a-b"]),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60), st.data())
def test_whatever_the_texts_a_span_stays_within_and_unflagged_words_are_the_same(old, new, data):
    both = align(old, new)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    low, high, state = both.map_span(start, end)
    assert 0 <= low <= high <= len(new)
    if low < high:
        assert new[low:high] == new[low:high].strip()
    if state == "exact":
        assert (low, high) == (start, end)
    last = Span(0, 0)
    for change in both.changes(restyled=True):
        assert 0 <= change.old.start <= change.old.end <= len(old)
        assert last.start <= change.new.start <= change.new.end <= len(new)
        last = change.new
    assert 0 <= both.map_offset(start) <= len(new)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(0, 60), st.integers(1, 60))
def test_the_same_text_maps_to_itself(text, start, length):
    start, end = min(start, len(text)), min(start + length, len(text))
    if text[start:end].strip() and text[start:end] == text[start:end].strip():
        assert align(text, text).map_span(start, end) == (start, end, "exact")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 29), st.integers(0, 11), st.integers(1, 3))
def test_what_was_put_in_moves_what_comes_after_it_and_nothing_else(word, part, more):
    parts = paragraphs(12)
    text = "\n\n".join(parts)
    at = text.index(parts[part]) + len(" ".join(parts[part].split(" ")[:word]))
    put = " quite new words here"[: 6 * more].rstrip()
    both = align(text, text[:at] + put + text[at:])
    back = align(text[:at] + put + text[at:], text)
    for begin in range(0, len(text) - 200, 97):
        start = text.rindex(" ", 0, begin + 1) + 1 if begin > 8 else 0
        end = text.index(" ", start + 120)
        if start < at < end or not text[start:end].strip():
            continue
        shift = len(put) if start >= at else 0
        state = "exact" if not shift else "moved"
        assert both.map_span(start, end) == (start + shift, end + shift, state)
        assert back.map_span(start + shift, end + shift) == (start, end, state)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("word " * 200_000, "word " * 199_990),
        ("!?" * 200_000, "?!" * 200_000),
        ("a" * 500_000, "a" * 499_999),
        ("yes\tno\t16\n" * 40_000, "yes\tno\t16\n" * 20_000 + "x\n" + "yes\tno\t16\n" * 19_990),
    ],
    ids=["one word", "signs", "one long word", "a table"],
)
def test_texts_that_repeat_themselves_take_no_longer(old, new):
    begin = time.process_time()
    both = align(old, new)
    for at in range(0, len(old) - 2_000, len(old) // 20):
        both.map_span(at, at + 1_000)
    both.changes()
    # Their like of ordinary words takes a quarter of this; a quadratic way, hours.
    assert time.process_time() - begin < 15
