"""What an adversary found: places that looked certain and were of other words alike."""

import random

import pytest

from annotate_tui.text.alignment import align
from annotate_tui.text.alignment_tokens import folded


def _state(old: str, new: str, words: str, *, at: int = 0) -> tuple[str, str]:
    start = old.index(words, at)
    found = align(old, new).map_span(start, start + len(words))
    return new[found.start : found.end], found.state


PAST = "The court rejected the sanctions {} in 2021. Nobody at the bank knew why they had done so."


def test_a_word_inserted_beside_its_like_leaves_neither_certain():
    old, new = PAST.format("by 2 percent"), PAST.format("by 2 percent percent")
    assert _state(old, new, "by 2 percent")[1] == "changed"
    assert _state(old, new, "2 percent")[1] == "changed"
    # Nor where the row came back from two to one.
    assert _state(new, old, "by 2 percent")[1] == "changed"
    # What does not end in such a word is as certain as before.
    assert _state(old, new, "rejected the sanctions") == ("rejected the sanctions", "exact")


def test_a_word_aligned_elsewhere_takes_the_place_of_none_that_was_inserted():
    rest = "The agency will raise its workforce, a minister said on Monday."
    old = f"Lee said that the bank rejected the deal by 8 percent in 2023. {rest} It was late."
    new = f"Lee said that the bank rejected the by 8 percent in 2023 2023. {rest} It was late."
    words = f"2023. {rest}"
    assert _state(old, new, words)[1] == "changed"


def test_before_the_first_word_nothing_speaks_for_a_word_beyond_it():
    end = "Again we apologize, but it will be better over there, and nothing is lost on the way."
    old = f"The group moves to another house, and useful things will be posted there. So please \
update whatever you need to, and go to the new one at once.\n\n{end}"
    new = f"Supports marriage happy whatever be slightly\n\n{end}"
    assert _state(old, new, "whatever")[1] != "moved"


def test_the_end_of_the_text_alone_makes_no_full_stop_certain():
    old = "We went there twice, and he was suffering from a chronic condition."
    new = "We went there twice, and he was suffering from a condition\n\nShare this by mail."
    at = old.index("condition.")
    assert _state(old, new, ".", at=at)[1] != "moved"


@pytest.mark.parametrize("stop", [".", "!", ""])
def test_the_last_word_of_a_paragraph_that_was_exchanged_is_not_that_of_the_next_one(stop):
    one = f"North Korea plans to review the taxes of farmers, and many wait for 2021{stop}"
    two = f"Nobody at the agency wanted to say a word on budgets made for 2021{stop}"
    other = f"The weather was fine on all the days of the week in Bonn{stop}"
    after = "Lee said that the company would see to it, whatever it costs, before the year ends."
    old = "\n\n".join([one, after, other, two])
    new = "\n\n".join([two, after, other, one])
    assert _state(old, new, f"2021{stop}\n\nLee")[1] != "moved"
    assert _state(old, new, "Lee said that")[0] == "Lee said that"


def test_a_stop_within_a_name_ends_no_sentence():
    one = 'a class that has been registered, as many have, under "collections.abc.Mapping"'
    two = 'some other thing, which nobody ever saw, is like "collections.abc.Mapping"'
    after = "Builtin classes of several kinds have their flags set and are known by them."
    old, new = f"One.\n\n{one}\n\n{after}\n\n{two}\n\nEnd.", f"One.\n\n{two}\n\n{after}\n\nEnd."
    words = f'.Mapping"\n\n{after}'
    assert _state(old, new, words)[1] != "moved"


def test_a_line_across_the_page_is_no_dash():
    assert folded("--") == folded("—") == folded("---")
    assert folded("------") == folded("----------") != folded("-")
    old = "If you get a bad one, you become a philosopher. - Socrates\n\n------\n\nI was there."
    new = "If you get a bad one, you become a philosopher.\n\n------\n\nI was there."
    at = old.index("- Soc")
    assert _state(old, new, "-", at=at)[1] not in ("exact", "moved")


def test_two_of_a_paragraph_of_which_one_was_edited_leave_its_words_uncertain():
    rule = "The bank rejected the budget by 4 percent in the year. {} Korea is watching closely."
    old = f"Court rules in Bonn\n\n{rule.format('North')}\n\nPeople were told so at noon."
    new = f"Agency not raised\n\n{rule.format('North')}\n\n{rule.format('South')}\n\nPeople were told."
    assert _state(old, new, "rejected the budget by 4 percent")[1] == "changed"


def test_of_a_gap_with_many_runs_only_the_near_ones_are_looked_at():
    chance = random.Random(7)
    old, new = (" ".join(str(chance.randrange(30)) for _ in range(20_000)) for _ in range(2))
    found = align(old, new)
    assert len(found._all_runs(found._main)) > 1_000
    assert len(found._around(found._main, 10_000, 10_002).runs) < 300
