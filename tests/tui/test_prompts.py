"""Menu, pickers, commands by name: what takes the keys while it is open, also in one burst."""

from __future__ import annotations

import pytest

from annotate_tui.tui.keymap import Keymap


@pytest.mark.parametrize(
    ("keys", "tag"),
    [("1", "claim"), ("2", "quote"), ("3", "figure"), ("f", "figure"), ("enter", "claim"),
     ("down enter", "quote"), ("up enter", "figure"), ("tab tab enter", "figure")],
)  # fmt: skip
def test_the_menu_tags_the_selection(sitting, keys, tag):
    desk = sitting()
    desk.keys("enter")
    assert desk.prompt.startswith("Tag “There have been")
    desk.keys(keys)
    assert [found for found, _ in desk.marks] == [tag]
    assert not desk.desk.modes


def test_the_menu_leaves_without_a_choice_and_explains_other_keys(sitting):
    desk = sitting()
    desk.keys("enter 9")
    assert desk.said == "A digit, a tag's key or enter chooses; escape leaves."
    desk.desk.paste("c")
    desk.keys("escape")
    assert desk.marks == []
    desk.keys("enter m 'a note' enter")
    assert desk.column("note") == ["a note"]


def test_enter_on_a_mark_opens_its_editor_also_unfocused(sitting):
    desk = sitting()
    desk.keys("c escape enter")
    assert desk.prompt.startswith("speaker: ")
    assert desk.selected.startswith("There have been")
    desk.keys("up right escape")
    assert desk.column("tag") == ["quote"]


def test_without_tags_the_menu_says_so(sitting):
    desk = sitting()
    with desk.desk.library.step("tag") as step:
        for tag in desk.desk.library.tags():
            step.update("tag", tag.id, {"archived_at": step.at})
    desk.session.reload()
    desk.keys("enter")
    assert desk.said == "The codebook has no tags; m writes a note."
    desk.keys("c")
    assert desk.said.startswith("c does nothing here")
    desk.keys("t enter")
    assert desk.said.startswith("No such tag")


def test_t_picks_a_tag_by_a_part_of_its_name(sitting):
    desk = sitting()
    desk.keys("t 'gur' enter")
    assert [tag for tag, _ in desk.marks] == ["figure"]
    desk.keys("t 'quo' escape")
    assert len(desk.marks) == 1


@pytest.mark.parametrize("typed", ["q", "quit", "wq", "q!"])
def test_quit_by_name(sitting, typed):
    desk = sitting()
    desk.keys(f": '{typed}' enter")
    assert desk.view.asked == ["quit"]


def test_commands_are_found_by_name(sitting):
    desk = sitting()
    desk.keys(": 'done' enter")
    assert desk.said == "Article marked done."
    desk.keys(": 'tag: quote' enter")
    assert [tag for tag, _ in desk.marks] == ["quote"]
    desk.keys(": 'theme' enter")
    assert desk.view.asked == ["settings"]
    assert desk.said == "Theme: annotate-light"
    desk.keys("ctrl+p 'library' enter")
    assert desk.prompt == "1 article"
    desk.keys("escape : 'nonsense' enter")
    assert desk.said == "No such command: nonsense"


@pytest.mark.parametrize(
    "binding",
    [k for k in Keymap().within("reader") if k.id not in ("palette", "undo", "done")],
    ids=lambda binding: binding.id,
)
def test_every_command_runs_by_its_words_as_by_its_key(sitting, binding):
    by_key, by_name = sitting(), sitting()
    for key in binding.keys[0].split():
        by_key.desk.key(key, None if len(key) > 1 else key)
    by_name.desk.key("colon", ":")
    for character in binding.help:
        by_name.desk.key("space" if character == " " else character, character)
    by_name.desk.key("enter", "\r")
    assert by_name.said == by_key.said
    assert by_name.view.asked == by_key.view.asked
    assert by_name.selected == by_key.selected
    assert [type(m) for m in by_name.desk.modes] == [type(m) for m in by_key.desk.modes]


async def test_bursts_end_as_if_typed_slowly(reader):
    async with reader() as first:
        await first.burst("m 'check' enter")
        assert first.desk.library.marks(first.session.text.id)[0].annotation.note == "check"
        await first.burst("/ '16' enter f")
        assert first.selected == "16"
        assert first.marks[-1] == ("figure", "16")
        await first.burst("w 'Official' enter")
        assert first.said == "figure: said by Official"
        await first.burst("t 'clai' enter : 'done' enter")
        assert len(first.marks) == 3
        assert first.session.article.done_at
        await first.burst(": 'q' enter")
    assert first.app.return_value == 0


async def test_paste_is_taken_by_prompts_and_ignored_in_the_text(reader):
    from textual.events import Paste

    async with reader() as first:
        first.app.post_message(Paste("cqx"))
        await first.pilot.pause()
        assert first.marks == []
        assert first.status.endswith("Pasted text is ignored here; m opens a note to paste into.")
        await first.keys("m")
        first.app.post_message(Paste("from\nelsewhere"))
        await first.pilot.pause()
        await first.keys("enter")
        assert first.column("note") == ["from elsewhere"]


async def test_alt_and_a_letter_is_escape_and_the_letter(reader):
    from textual.events import Key

    async with reader() as first:
        await first.keys("m 'half'")
        first.app.post_message(Key("alt+j", "j"))
        await first.pilot.pause()
        assert first.column("note") == ["half"]
        assert first.selected.startswith("These concerns arose")
        first.app.post_message(Key("alt+shift+l", "L"))
        await first.pilot.pause()
        assert "Last" in first.selected


async def test_a_long_line_shows_its_end_where_the_cursor_is(reader):
    async with reader(size=(40, 12)) as first:
        await first.keys("m 'a note that is much longer than forty cells and has an end'")
        assert first.status.endswith("and has an end")
        assert first.status.startswith("Note here …")
        await first.keys("home")
        assert first.status.startswith("Note here a note that is")
        await first.keys("escape enter")
        await first.keys("'and a tag row above'")
        assert "row above" in "\n".join(first.screen())


def test_backspace_takes_a_wrong_speaker_away(sitting):
    desk = sitting()
    desk.keys("q w 'Zorro' enter")
    assert desk.column("speaker") == ["Zorro"]
    desk.keys("w backspace enter")
    assert not desk.column("speaker")[0]
    assert desk.said == "quote: nobody named"
    desk.keys("u")
    assert desk.column("speaker") == ["Zorro"]


def test_what_is_seen_counts_before_other_words_in_the_palette(sitting):
    desk = sitting()
    desk.keys("c : 'exp'")
    assert desk.desk.modes[-1].lines(desk.desk, 80, 10)[0][1][0].startswith("export")


@pytest.mark.parametrize("before", ["c s", "escape escape", "m 'half a note'", "?", "/ 'kim'", "C"])
def test_the_shell_is_a_key_away_from_everywhere_and_what_is_typed_waits(sitting, before):
    desk = sitting()
    desk.keys(before)
    modes = list(desk.desk.modes)
    desk.keys("ctrl+z")
    assert desk.view.asked == ["suspend"]
    assert desk.desk.modes == modes
