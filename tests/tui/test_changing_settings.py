"""Settings in the reader: what a key sets is seen at once, kept in the file, and there next time."""

from __future__ import annotations

import sys

import pytest
from benchmarks.terminal import Terminal, environment

from annotate_tui.services.adding import sample_path
from annotate_tui.services.settings import Settings, load
from annotate_tui.services.settings.keeping import keep
from annotate_tui.store.library import Library
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.mistakes import first_of, mistakes


def test_a_change_is_in_force_shown_and_kept(sitting, tmp_path):
    path = tmp_path / "settings.toml"
    desk = sitting(remember=lambda values: keep(path, values))
    desk.desk.change(width=80, justify=True)
    assert desk.desk.settings == Settings(width=80, justify=True, suggestions=False)
    assert desk.view.asked == ["settings"]
    assert path.read_text() == "width = 80\njustify = true\n"


def test_what_cannot_be_kept_is_told_once_and_holds(sitting):
    desk = sitting(remember=lambda values: "the disk is full")
    desk.desk.change(width=80)
    assert desk.said == "the disk is full"
    desk.desk.say("80 cells")
    assert desk.said == "80 cells; the disk is full"
    desk.keys("j")
    desk.desk.change(width=84)
    desk.desk.say("84 cells")
    assert desk.said == "84 cells"
    assert desk.desk.settings.width == 84


def test_a_name_that_is_no_setting_is_refused(sitting):
    desk = sitting()
    with pytest.raises(TypeError):
        desk.desk.change(hight=3)
    assert desk.view.asked == []


def test_the_theme_goes_on_by_key_and_is_kept(sitting):
    kept = []
    desk = sitting(
        settings=Settings(theme="annotate-dark"), remember=lambda v: kept.append(v) or ""
    )
    desk.keys("z t")
    assert desk.said == "Theme: annotate-light"
    assert kept == [{"theme": "annotate-light"}]


async def test_a_width_is_laid_out_at_once(reader):
    async with reader(size=(120, 40)) as first:

        def longest():
            return max(len(row.rstrip(" ┃").strip()) for row in first.screen()[:-2])

        first.app.desk.change(width=40)
        await first.pilot.pause()
        assert longest() <= 46
        first.app.desk.change(width=100)
        await first.pilot.pause()
        assert longest() > 90


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """What a settings file with these words gives."""
    for name in ("ANNOTATE_DB", "ANNOTATE_CODER", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANNOTATE_CONFIG", str(tmp_path / "settings.toml"))

    def write(words):
        (tmp_path / "settings.toml").write_text(words)
        found = load()
        return found, mistakes(found, Keymap(found.settings.keys))

    return write


def test_mistakes_only_the_screen_knows_have_their_lines(loaded):
    _, wrong = loaded(
        'wdth = 3\ntheme = "annotate-lihgt"\n\n[keys]\nundo = "j"\nqqqq = "a"\nredo = "alt+r"\n'
    )
    assert [problem.told("f") for problem in wrong] == [
        "f, line 1: there is no setting wdth; did you mean width?",
        'f, line 2: there is no theme "annotate-lihgt"; did you mean annotate-light?',
        'f, line 5: keys.undo: "j" is a key of next-sentence already.',
        "f, line 6: there is no action \"qqqq\"; 'annotate config --keys' lists them.",
        'f, line 7: keys.redo: "alt+r" cannot be used: terminals send alt with a key as escape and'
        " then r.",
    ]
    assert first_of(wrong, "f") == (
        "f, line 1: there is no setting wdth; did you mean width?; annotate config lists 4 more."
    )
    assert first_of(wrong[1:2], "f") == wrong[1].told("f")
    assert first_of([], "f") == ""


@pytest.mark.parametrize("theme", ["annotate-light", "nord", "auto", "Annotate-Dark"])
def test_every_theme_can_be_named(loaded, theme):
    found, wrong = loaded(f'theme = "{theme}"\n')
    assert wrong == []
    assert found.settings.theme == theme


def test_a_theme_of_the_environment_is_no_mistake_of_the_file(loaded, monkeypatch):
    monkeypatch.setenv("TEXTUAL_THEME", "my-own")
    assert loaded('theme = "nord"\n')[1] == []


def test_the_program_takes_up_its_settings_and_names_a_mistake(tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'# mine\nwdth = 3\ndatabase = "{tmp_path}/own.db"\ncoder = "Berta"\n\n'
        '[keys]\nnext-sentence = ["n", "down"]\nnext-match = "N"\nprevious-match = "p"\nredo = "+"\n'
    )
    command = [sys.executable, "-m", "annotate_tui", str(sample_path())]
    env = environment(tmp_path) | {"ANNOTATE_CONFIG": str(settings)}
    for name in ("ANNOTATE_DB", "ANNOTATE_CODER", "TEXTUAL_THEME"):
        env.pop(name, None)
    with Terminal(command, env, rows=24, columns=80) as terminal:
        terminal.wait_for("line 2: there is no setting wdth; did you mean width?; annotate")
        terminal.wait_for("lists 1 more.")
        terminal.send("n")
        terminal.wait_for("sentence 2 of 15")
        terminal.send("czt")
        terminal.wait_for("Theme: annotate-light")
        terminal.send("Q")
        assert terminal.wait_end() == 0
    assert (tmp_path / "own.db").exists()
    assert settings.read_text().startswith("# mine\nwdth = 3\n")
    assert 'theme = "annotate-light"\n' in settings.read_text()
    with Library.open(tmp_path / "own.db") as library:
        assert {row["coder"] for row in library.query("SELECT coder FROM events")} == {"Berta"}
