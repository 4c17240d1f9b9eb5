"""Suggestions by real keys: walked, kept, turned down, corrected first, taken back. Rules of the test's
own suggest them, so that nothing here depends on what the real ones find."""

from __future__ import annotations

import pytest

from annotate_tui.model import Span, Suggestion
from annotate_tui.services.settings import Settings
from annotate_tui.tui.status import footer, status_line

TEXT = (
    "Harbour news\n\nThe board met on Monday. “We will not sign before June,” said Ann Lee. The crane"
    " costs 4.2 million.\n\nAt least 20 ships came in. Nobody counted them before. “Never again,”"
    " a sailor thought. It rained.\n"
)
QUOTE, CRANE, COST, SHIPS, DOUBTFUL = (
    "“We will not sign before June,”",
    "The crane costs 4.2 million.",
    "4.2 million",
    "At least 20 ships",
    "“Never again,”",
)
LEE = {"speaker": "Ann Lee", "speaker_text": "Ann Lee", "quote_mode": "direct", "cue": "said"}
FOUND = {
    QUOTE: ("quote", LEE, True),
    CRANE: ("claim", {"check_worthy": "yes"}, True),
    COST: ("figure", {"value": 4_200_000, "qualifier": "exact"}, True),
    SHIPS: ("figure", {"value": 20, "low": 20, "qualifier": "at_least"}, True),
    DOUBTFUL: ("quote", {"speaker": "a sailor"}, False),
}


@pytest.fixture
def rules(monkeypatch):
    """Of the rules only these: the words above, wherever they stand."""

    def suggested(passage, _detectors=()):
        found = []
        for words, (tag, fields, likely) in FOUND.items():
            start = passage.text.find(words)
            if start >= 0 and passage.owns(start):
                why = ("quotation marks", "“said” after the words")
                score = 0.9 if likely else 0.4
                found.append(
                    Suggestion(
                        start=start,
                        end=start + len(words),
                        tag=tag,
                        fields=fields,
                        score=score,
                        why=why,
                        likely=likely,
                    )
                )
        return sorted(found, key=lambda one: (one.start, -one.end, one.tag))

    monkeypatch.setattr("annotate_tui.detect.suggester.suggestions_of", suggested)


@pytest.fixture
def harbour(tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def desk(sitting, harbour, rules):
    return sitting(harbour, settings=Settings())


def line(desk, width=100) -> str:
    return "".join(words for words, _ in status_line(desk.session, desk.said, width)).strip()


def foot(desk) -> str:
    return "".join(w for w, _ in footer(desk.session, False, desk.desk.keymap)).strip()


def guessed(desk) -> list[str]:
    return [str(one) for one in desk.column("guessed")]


def test_tab_walks_marks_and_suggestions_in_the_order_of_the_text(desk):
    desk.keys("j j m 'why?' enter g")
    seen = []
    for _ in range(6):
        desk.keys("tab")
        seen.append((desk.selected, desk.session.focused is not None))
    assert seen == [
        (QUOTE, False), (CRANE, True), (CRANE, False), (COST, False), (SHIPS, False),
        (SHIPS, False),
    ]  # fmt: skip
    assert desk.said == "This is the last suggestion."
    back = []
    for _ in range(5):
        desk.keys("shift+tab")
        back.append(desk.selected)
    assert back == [COST, CRANE, CRANE, QUOTE, QUOTE]
    assert desk.said == "This is the first suggestion."


def test_a_mark_over_others_is_walked_before_what_it_holds(desk):
    desk.keys("tab escape j c g")
    walked = []
    for _ in range(4):
        desk.keys("tab")
        walked.append(desk.selected)
    assert walked == [QUOTE, CRANE, COST, SHIPS]


def test_one_at_the_selection_comes_first_from_both_sides(desk):
    desk.keys("j j tab")
    assert desk.selected == CRANE
    desk.keys("escape shift+tab")
    assert desk.selected == COST


def test_nothing_is_stored_before_it_is_kept(desk):
    before = desk.steps
    desk.keys("tab L H > < o K o J escape tab tab tab tab escape")
    assert desk.marks == []
    assert desk.steps == before


def test_enter_keeps_and_goes_to_the_next_suggestion(desk):
    desk.keys("tab enter")
    assert desk.marks == [("quote", QUOTE)]
    assert desk.column("origin") == ["suggested"]
    assert desk.column("speaker") == ["Ann Lee"]
    assert desk.selected == CRANE
    assert desk.session.suggested is not None
    desk.keys("enter enter enter")
    assert [words for _, words in desk.marks] == [QUOTE, CRANE, COST, SHIPS]


def test_enter_goes_on_over_marks_that_stand_between(desk):
    desk.keys("j j m 'why?' enter g tab enter")
    assert desk.selected == CRANE
    assert desk.session.suggested is not None


def test_x_turns_down_for_good_and_goes_on(desk, sitting, harbour):
    desk.keys("tab x")
    assert desk.marks == []
    assert desk.selected == CRANE
    desk.keys("shift+tab")
    assert desk.selected == CRANE
    again = sitting(harbour, settings=Settings())
    again.keys("g tab")
    assert again.selected == CRANE


def test_what_one_coder_turned_down_another_is_offered(desk, sitting, harbour):
    desk.keys("tab x")
    ben = sitting(harbour, coder="ben", settings=Settings())
    ben.keys("tab")
    assert ben.selected == QUOTE


def test_after_the_last_one_enter_and_x_only_say_so(desk):
    desk.keys("tab enter x enter enter")
    said = "That was the last suggestion: 3 kept, none left"
    assert desk.said == said
    marks, steps = desk.marks, desk.steps
    for key in ("enter", "x", "x", "enter"):
        desk.keys(key)
        assert desk.said == said
        assert not desk.desk.modes
    assert (desk.marks, desk.steps) == (marks, steps)
    desk.keys("escape enter")
    assert desk.desk.modes


def test_after_the_last_one_it_says_how_many_are_left(desk):
    desk.keys("tab tab tab tab enter")
    assert desk.said == "That was the last suggestion: 1 kept, 3 left; ⇧tab goes back"
    desk.keys("shift+tab shift+tab")
    assert desk.selected == COST


def test_a_tag_key_keeps_under_that_tag_and_the_mark_is_in_focus(desk):
    desk.keys("tab c")
    assert desk.marks == [("claim", QUOTE)]
    assert desk.session.focused is not None
    # Under the other tag a quotation is suggested no more.
    desk.keys("tab")
    assert desk.selected == CRANE
    desk.keys("u")
    assert (desk.marks, desk.selected) == ([], QUOTE)


def test_the_suggested_tags_own_key_keeps_as_any_other(desk):
    desk.keys("tab q")
    assert desk.marks == [("quote", QUOTE)]
    assert desk.session.focused is not None
    assert set(guessed(desk)[0].split("; ")) == set(LEE)
    desk.keys("q")
    assert desk.marks == []


def test_a_tag_picked_by_name_or_from_the_menu_keeps_too(desk):
    desk.keys("tab t 'figure' enter")
    assert desk.marks == [("figure", QUOTE)]
    assert desk.column("origin") == ["suggested"]
    desk.keys("u g tab t 'promise' enter")
    assert desk.marks == [("promise", QUOTE)]
    assert desk.column("origin") == ["suggested"]


def test_kept_under_a_tag_that_was_new_it_is_in_focus_again_when_that_is_taken_back(desk):
    desk.keys("tab t 'promise' enter u u")
    assert (desk.marks, desk.selected) == ([], QUOTE)
    assert desk.session.suggested is not None
    assert desk.said == "Undone; U redoes it."
    desk.keys("U U")
    assert desk.marks == [("promise", QUOTE)]


def test_words_tagged_by_hand_with_a_new_tag_are_no_suggestion_when_that_is_taken_back(desk):
    desk.keys("tab escape \" t 'promise' enter u u")
    assert (desk.marks, desk.selected) == ([], QUOTE)
    assert desk.session.suggested is None


def test_moved_edges_are_kept_and_the_words_suggested_are_decided(desk):
    desk.keys("tab tab tab")
    assert desk.selected == COST
    desk.keys("o H enter")
    assert desk.marks == [("figure", "costs 4.2 million")]
    assert desk.selected == SHIPS
    desk.keys("u")
    assert (desk.marks, desk.selected) == ([], COST)


@pytest.mark.parametrize("again", [False, True])
def test_one_kept_over_its_neighbour_is_the_one_in_focus_when_that_is_taken_back(
    desk, sitting, harbour, monkeypatch, again
):
    monkeypatch.setitem(FOUND, "The board met", ("quote", {"speaker": "Bo"}, True))
    desk.keys("tab tab o K enter")
    assert desk.marks == [("quote", f"The board met on Monday. {QUOTE}")]
    if again:
        # Another start of the program: nothing but the file knows of it.
        desk = sitting(harbour, settings=Settings())
        desk.keys("u")
    desk.keys("u")
    assert (desk.marks, desk.selected) == ([], QUOTE)
    assert desk.session.suggested is not None


def test_moved_edges_show_in_the_line_as_they_would_be_kept(desk):
    desk.keys("tab L")
    assert "edge moved" not in line(desk.keys("u") or desk)
    desk.keys("L")
    assert line(desk).startswith("quote? Ann Lee")
    assert line(desk).endswith("edge moved to “We will not…June,” said")
    assert line(desk, 24).endswith("edge moved")


def test_u_takes_moved_edges_back_before_any_step(desk):
    desk.keys("tab enter L L o H u")
    assert (desk.selected, desk.session.suggested is not None) == (CRANE, True)
    assert desk.said == "The suggestion has its own edges again."
    assert desk.marks == [("quote", QUOTE)]
    desk.keys("u")
    assert desk.marks == []


@pytest.mark.parametrize("key", ["escape", "j", "tab", "g", "z s"])
def test_who_leaves_moved_edges_is_told_that_they_were_not_kept(desk, key):
    desk.keys(f"tab L {key}")
    assert desk.said.casefold().endswith("the moved edge was not kept")
    assert desk.marks == []


@pytest.mark.parametrize(
    "keys", ["tab escape", "tab L u escape", "tab L enter", "tab L x", "tab L c"]
)
def test_nothing_is_said_of_edges_that_were_kept_or_not_moved(desk, keys):
    desk.keys(keys)
    assert "not kept" not in desk.said


def test_an_edge_that_cannot_move_says_why_and_the_suggestion_stays(desk):
    desk.keys("tab tab tab tab H H H H")
    assert desk.selected == "At"
    assert "least a selection can be" in desk.said
    assert desk.session.suggested is not None
    desk.keys("o")
    assert desk.said == "The left edge of the suggestion moves now."


def test_w_and_m_keep_it_and_go_on_as_on_a_mark(desk):
    desk.keys("tab w")
    assert desk.marks == [("quote", QUOTE)]
    desk.keys("ctrl+u 'Kim' enter")
    assert desk.column("speaker") == ["Kim"]
    desk.keys("escape tab tab m 'check' enter")
    assert desk.marks[1] == ("claim", CRANE)
    assert desk.column("note")[1] == "check"


@pytest.mark.parametrize("key", ["escape", "j", "l", "+", "space", '"', "g"])
def test_any_other_motion_leaves_it(desk, key):
    desk.keys(f"tab {key}")
    assert desk.session.suggested is None
    desk.keys("x")
    assert desk.marks == []
    assert desk.steps == 1


def test_u_takes_a_keep_back_and_it_is_there_again_in_focus(desk):
    desk.keys("tab enter enter u")
    assert [words for _, words in desk.marks] == [QUOTE]
    assert (desk.selected, desk.session.suggested is not None) == (CRANE, True)
    assert desk.said == "Undone; U redoes it."
    desk.keys("u")
    assert (desk.marks, desk.selected) == ([], QUOTE)
    desk.keys("U")
    assert desk.marks == [("quote", QUOTE)]
    assert desk.session.focused is not None


def test_u_takes_a_rejection_back_and_it_is_there_again_in_focus(desk):
    desk.keys("tab x x u u")
    assert desk.selected == QUOTE
    assert desk.session.suggested is not None
    assert line(desk).endswith("0 of 4 decided · Undone; U redoes it.")


def test_a_walk_is_taken_back_key_by_key_however_far_it_led(desk):
    desk.view.shown = Span(0, 1)
    desk.keys("tab enter enter x enter u u u u")
    assert (desk.marks, desk.selected) == ([], QUOTE)


def test_undone_by_another_reader_of_the_same_coder_it_is_offered_again(desk, sitting, harbour):
    desk.keys("tab enter")
    other = sitting(harbour, settings=Settings())
    other.keys("u u")
    assert other.selected == QUOTE
    desk.desk.renew()
    desk.keys("g tab")
    assert (desk.marks, desk.selected) == ([], QUOTE)
    assert desk.session.suggested is not None


def test_what_another_reader_decides_meanwhile_is_no_longer_in_focus(desk, sitting, harbour):
    other = sitting(harbour, settings=Settings())
    desk.keys("tab")
    other.keys("tab x")
    desk.desk.renew()
    assert desk.session.suggested is None
    desk.keys("x")
    assert "No mark covers the selection" in desk.said


def test_a_burst_ends_as_if_typed_slowly(desk, sitting, harbour, rules):
    """Nobody has worked anything out before, and no time passes between the keys."""
    assert not desk.session.offers.begun
    desk.keys("tab enter enter x")
    assert [words for _, words in desk.marks] == [QUOTE, CRANE]
    assert desk.selected == SHIPS


def test_marks_decide_and_removing_them_offers_again(desk):
    desk.keys('j " q')
    assert desk.selected == QUOTE
    desk.keys("g tab")
    assert desk.session.focused is not None
    desk.keys("x g tab")
    assert desk.selected == QUOTE
    assert desk.session.suggested is not None


def test_the_status_line_tells_tag_values_why_and_share(desk):
    desk.keys("tab")
    assert line(desk) == (
        "quote? Ann Lee · direct · “said” — quotation marks, “said” after the words · 0 of 4 decided"
    )
    assert foot(desk) == "enter keep · x reject · L H right edge · c q f keep as · zs hide"
    desk.keys("enter")
    assert line(desk).endswith("1 of 4 decided")


def test_enter_confirms_what_was_shown_in_full_and_no_more(desk):
    desk.view.cells = 26
    desk.keys("tab")
    assert line(desk, 26) == "quote? Ann Lee · direct"
    desk.keys("enter")
    assert guessed(desk) == ["cue"]
    desk.view.cells = 12
    desk.keys("u enter")
    assert set(guessed(desk)[0].split("; ")) == set(LEE)


def test_what_a_message_hides_is_not_confirmed(desk):
    desk.view.cells = 60
    desk.keys("tab shift+tab")
    assert desk.said == "This is the first suggestion."
    assert line(desk, 60) == "quote? Ann Lee · direct · This is the first suggestion."
    desk.keys("enter")
    assert guessed(desk) == ["cue"]


def test_where_no_line_says_what_is_kept_keys_walk_marks_alone(desk):
    desk.keys("c z z g tab tab tab")
    assert desk.session.focused is not None
    assert desk.said == "This is the last mark."
    desk.keys("enter escape")
    assert len(desk.marks) == 1
    assert desk.desk.zen
    desk.keys("escape tab tab")
    assert not desk.desk.zen
    assert desk.session.suggested is not None
    desk.keys("z z")
    assert desk.session.suggested is None
    desk.keys("enter escape")
    assert len(desk.marks) == 1


def test_in_zen_the_switch_says_when_they_are_shown(desk):
    desk.keys("z s z z z s")
    assert desk.said == "Suggestions are shown again once zz ends this"
    desk.keys("tab")
    assert desk.session.suggested is None
    desk.keys("z z tab")
    assert desk.session.suggested is not None


def test_at_rest_the_share_stands_last_where_there_is_room(desk):
    assert "decided" not in line(desk)
    desk.keys("tab x escape j")
    assert line(desk) == "sentence 4 of 7 · 1 of 4 decided"
    assert "decided" not in line(desk, 20)


def test_z_s_hides_and_shows_and_is_remembered(sitting, harbour, rules):
    kept = []
    desk = sitting(harbour, settings=Settings(), remember=lambda v: kept.append(dict(v)) or "")
    desk.keys("tab z s")
    assert desk.said == "Suggestions are hidden; zs shows them"
    assert desk.session.suggested is None
    assert desk.session.offers.touching(0, len(TEXT)) == ()
    desk.keys("g tab")
    assert desk.said == "No marks yet."
    desk.keys("z s")
    assert desk.said == "Suggestions are shown; tab goes to the next one"
    assert kept == [{"suggestions": False}, {"suggestions": True}]
    desk.keys("tab")
    assert desk.selected == QUOTE


def test_z_a_shows_doubtful_ones_too(desk):
    desk.keys("G tab")
    assert desk.said.startswith("No marks yet")
    desk.keys("z a")
    assert desk.said == "Doubtful suggestions are shown as well"
    desk.keys("G shift+tab")
    assert desk.selected == DOUBTFUL
    desk.keys("z a")
    assert desk.session.suggested is None
    assert desk.said == "Only likely suggestions are shown"


@pytest.mark.parametrize("key", ["enter", "x"])
def test_what_is_not_shown_is_not_in_focus_when_it_is_taken_back(desk, key):
    desk.keys(f"z a G shift+tab {key} z a u")
    assert desk.selected == DOUBTFUL
    assert desk.session.suggested is None
    assert desk.session.focused is None
    desk.keys("U z a u")
    assert (desk.selected, desk.session.suggested is not None) == (DOUBTFUL, True)


def test_a_file_that_cannot_be_written_says_so(sitting, harbour, rules):
    sitting(harbour)
    desk = sitting(harbour, settings=Settings(), read_only=True)
    for keys in ("tab enter", "x", "c", "w", "m"):
        desk.keys(keys)
        assert desk.said == desk.desk.library.why_read_only
        assert desk.session.suggested is not None
    assert desk.marks == []


def test_a_tag_that_is_archived_is_not_suggested(desk):
    desk.keys("T / 'quote' enter x escape escape g tab")
    assert desk.selected == CRANE


def test_where_ones_own_marks_are_hidden_a_kept_one_shows_everybodys(desk, sitting, harbour):
    sitting(harbour, coder="ben").keys("G c")
    desk.desk.renew()
    desk.desk.show_marks_of("ben")
    desk.keys("tab")
    assert desk.selected == QUOTE
    desk.keys("enter")
    assert "verybody's marks are shown again" in desk.said
    assert len(desk.session.marks) == 2


def test_tagging_by_hand_fills_guesses_in_and_says_so(sitting, harbour):
    desk = sitting(harbour)
    desk.keys("j j j # f")
    assert desk.marks == [("figure", SHIPS)]
    assert desk.said.startswith(f"figure “{SHIPS}”, guessed: at least 20")
    assert desk.column("value") == [20]
    assert "value" in guessed(desk)[0].split("; ")


def test_help_says_what_can_be_done_with_it(desk):
    desk.keys("tab ?")
    page = "\n".join(desk.page(80, 60))
    assert "A suggestion is in focus, a quote" in page
    assert "keep it" in page


def test_a_mark_says_how_many_guesses_it_holds_and_one_key_confirms_all(desk):
    desk.keys("tab q ?")
    assert "confirm all of this mark" in "\n".join(desk.page(80, 60))
    desk.keys("escape")
    assert line(desk).startswith("quote (Ann Lee), 4 guessed in sentence")
    desk.keys("z g")
    assert desk.said == "quote: 4 values confirmed"
    assert guessed(desk) == [""]
    assert desk.column("speaker") == ["Ann Lee"]
    assert "guessed" not in line(desk)
    desk.keys("u")
    assert guessed(desk) != [""]
    desk.keys("U z g")
    assert desk.said == "Nothing in this quote is a guess."


def test_confirming_without_a_mark_says_what_to_do(desk):
    before = desk.steps
    desk.keys("z g")
    assert desk.said == "No mark is here; tab goes to one."
    desk.keys("tab z g")
    assert desk.said == "This is a suggestion, no mark yet: enter keeps it."
    assert desk.steps == before


def test_guesses_of_another_coder_are_confirmed_only_when_asked_twice(desk, sitting, harbour):
    desk.keys("tab q")
    other = sitting(harbour, coder="ben", settings=Settings(suggestions=False))
    other.keys("tab z g")
    assert other.said.endswith("zg again changes it")
    assert guessed(desk) != [""]
    other.keys("z g")
    assert guessed(desk) == [""]
