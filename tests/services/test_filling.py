"""The form of a mark without a screen: whatever is typed is read, kept or told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate_tui.model import Anchor, Annotation, Field, Mark, Tag
from annotate_tui.reading.line import Line
from annotate_tui.services.filling import Filling
from annotate_tui.services.forms import FIELD, Row, TagList

FIELDS = (
    Field(name="speaker"),
    Field(name="speaker_text"),
    Field(name="value", kind="number", required=True),
    Field(name="when", kind="date"),
    Field(name="sure", kind="boolean"),
    Field(name="mode", kind="choice", choices=("direct", "indirect")),
    Field(name="about", kind="choices", choices=("army", "air", "navy")),
    Field(name="see", kind="url"),
    Field(name="answers", kind="link"),
)
WIDE = Tag(id="w", name="wide", path="wide", key="w", fields=FIELDS)
NARROW = Tag(id="n", name="narrow", path="narrow", key="n", fields=(Field(name="cue"), FIELDS[0]))


class Sources:
    def known(self, name, typed):
        return ["Kim Jong Un", "Kate", "defectors"]

    def at_hand(self, name):
        return True

    def derived(self, name, value):
        return (
            {"speaker": value, "speaker_text": value.upper()}
            if value
            else dict.fromkeys(("speaker", "speaker_text"), "")
        )


def filling(tag=WIDE, fields=None, guessed=(), note=""):
    annotation = Annotation(
        id="m", article_id="a", tag_id=tag.id, fields=fields or {}, guessed=guessed, note=note
    )
    mark = Mark(annotation, Anchor(annotation_id="m", text_id="t", start=0, end=4, exact="word"))
    tags = TagList([WIDE, NARROW], {"w": "w", "n": "n"}, tag.id)
    return Filling(mark, tags, Sources())


def typed(form, keys):
    for key in keys:
        form.key(key, key if len(key) == 1 else None)


def test_nothing_typed_is_nothing_changed():
    form = filling(fields={"value": 3, "sure": False, "mode": "direct"}, guessed=("mode",))
    for _ in form.rows:
        form.move(1)
    assert form.changes().nothing


def test_what_was_typed_back_as_it_was_is_no_change():
    form = filling(fields={"speaker": "Kim"})
    typed(form, ["x", "backspace"])
    assert form.changes().nothing


def test_a_guess_that_is_typed_again_is_confirmed():
    form = filling(fields={"speaker": "Kim"}, guessed=("speaker",))
    typed(form, ["backspace", "m"])
    assert form.changes().fields["speaker"] == "Kim"


def test_who_types_over_a_guess_means_something_else():
    form = filling(fields={"speaker": "Kim"}, guessed=("speaker",))
    typed(form, ["L", "e", "e"])
    assert form.changes().fields["speaker"] == "Lee"


def test_the_arrow_says_yes_to_a_guess_in_a_list_before_it_goes_on():
    form = filling(fields={"mode": "direct", "sure": False}, guessed=("mode", "sure"))
    for name, value, after in (("mode", "direct", "indirect"), ("sure", False, True)):
        form.go_to(name)
        typed(form, ["right"])
        assert not form.guessed(form.row)
        assert form.changes().fields[name] == value
        typed(form, ["right"])
        assert form.changes().fields[name] == after


def test_the_letter_of_a_guess_says_yes_to_it_and_again_is_the_next_with_it():
    bound = Field(name="bound", kind="choice", choices=("at_least", "at_most", "exact"))
    form = filling(
        Tag(id="w", name="w", path="w", fields=(bound,)), {"bound": "at_least"}, ("bound",)
    )
    form.tags = TagList([Tag(id="w", name="w", path="w", fields=(bound,))], {}, "w")
    form.choose_tag("w")
    form.go_to("bound")
    typed(form, ["a"])
    assert form.changes().fields == {"bound": "at_least"}
    typed(form, ["a"])
    assert form.changes().fields == {"bound": "at_most"}


def test_no_and_nothing_are_two():
    form = filling(fields={"sure": True})
    form.go_to("sure")
    typed(form, ["n"])
    assert form.changes().fields == {"sure": False}
    typed(form, ["backspace"])
    assert form.changes().fields == {"sure": None}


def test_zero_is_a_number_and_no_missing_value():
    form = filling(fields={"value": 0})
    form.go_to("value")
    assert not form.missing(form.row)
    typed(form, ["backspace"])
    assert form.missing(form.row)
    assert form.changes().fields == {"value": None}


def test_the_name_of_another_tags_field_stays_with_what_was_typed_for_it():
    form = filling(fields={})
    form.go_to("value")
    typed(form, ["1", "2", ",", "5"])
    form.choose_tag("n")
    assert [row.name for row in form.rows][-1] == "value"
    assert form.words(form.rows[-1]) == "12,5"
    changes = form.changes()
    assert changes.homeless == {"value": 12.5}
    assert changes.retagged
    form.choose_tag("w")
    assert form.changes().fields == {"value": 12.5}


def test_left_over_words_that_were_typed_can_be_emptied():
    form = filling()
    form.go_to("value")
    typed(form, ["7"])
    form.choose_tag("n")
    form.go(len(form.rows) - 1)
    typed(form, ["backspace"])
    form.changes()
    assert form.changes().homeless == {}


def test_words_that_cannot_be_read_are_left_out_and_named():
    form = filling()
    form.go_to("value")
    typed(form, list("many"))
    changes = form.changes()
    assert changes.fields == {}
    assert changes.unread == {"value": "many"}
    assert form.wrong["value"].startswith("value takes a number")


def test_words_of_before_come_back_and_are_changes_again():
    form = filling()
    form.bring_back({"value": "12,5", "sure": "no", "about": "air; navy", "mode": "gone"})
    form.bring_back_note("later")
    changes = form.changes()
    assert changes.fields == {"value": 12.5, "sure": False, "about": ["air", "navy"]}
    assert changes.note == "later"


def test_an_option_that_is_clicked_is_taken():
    form = filling()
    form.take_option(Row(FIELD, "mode", FIELDS[5]), 1)
    form.take_option(Row(FIELD, "about", FIELDS[6]), 2)
    form.take_option(Row(FIELD, "about", FIELDS[6]), 0)
    assert form.changes().fields == {"mode": "indirect", "about": ["army", "navy"]}


KEYS = st.sampled_from(
    ["tab", "shift+tab", "right", "left", "space", "backspace", "delete", "ctrl+u", "ctrl+w", "end",
     "home", "ctrl+n", "ctrl+p", "ctrl+k", "f5", *"kKwn12,5adiyé한"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(KEYS, max_size=60),
    st.dictionaries(st.sampled_from(["speaker", "cue", "lost"]), st.text(max_size=5)),
    st.booleans(),
)
def test_any_keys_leave_a_form_whose_words_are_kept_or_told(keys, begun, narrow):
    form = filling(NARROW if narrow else WIDE, begun, guessed=tuple(begun))
    for key in keys:
        if key in ("tab", "shift+tab"):
            form.move(1 if key == "tab" else -1)
        else:
            form.key(key, " " if key == "space" else key if len(key) == 1 else None)
        assert 0 <= form.at < len(form.rows)
        assert isinstance(form.offer, str)
        assert isinstance(form.hint, str)
    changes = form.changes()
    for row in form.rows:
        if row.field is None or not form.touched(row):
            continue
        words = form.words(row).strip()
        if row.name in changes.unread:
            assert changes.unread[row.name] == form.line(row).text
        elif row.name in changes.fields:
            assert (changes.fields[row.name] is None) == (not words)
    assert changes == form.changes()


@given(st.text(max_size=20))
def test_any_words_are_kept_as_one_line(words):
    form = filling()
    form.paste(words)
    line = Line().insert(words).text
    kept = " ".join(line.split())
    assert form.changes().fields.get("speaker", "") == kept
