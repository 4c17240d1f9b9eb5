"""The settings file: what is read, what is wrong with it and where, what is written back."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.services.settings import Problem, Settings, load, place
from annotate_tui.services.settings.keeping import keep
from annotate_tui.services.settings.reading import LARGEST, parsed, read
from annotate_tui.statements import taken_apart

HERE = Path("/somewhere")


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The user's file, not written yet, in an environment that names nothing else."""
    for name in ("ANNOTATE_DB", "ANNOTATE_CODER", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("ANNOTATE_CONFIG", str(path))
    return path


def told(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [problem.told("f") for problem in parsed(data, HERE).problems]


def test_without_a_file_the_defaults_hold(file):
    loaded = load()
    assert loaded.settings == Settings()
    assert (loaded.path, loaded.path_from, loaded.problems) == (file, "ANNOTATE_CONFIG", ())


def test_every_setting_is_read(file):
    file.write_text(
        'theme = "annotate-light"\nwidth = 60\nspacing = 1\njustify = true\nmouse = false\n'
        'cursor = false\ncoder = "Anna K"\ndatabase = "mine.db"\n'
        '[keys]\nnext-sentence = "n"\nredo = []\nundo = ["u", "z u"]\n'
    )
    loaded = load()
    assert loaded.problems == ()
    assert loaded.settings == Settings(
        theme="annotate-light",
        width=60,
        spacing=1,
        justify=True,
        mouse=False,
        cursor=False,
        coder="Anna K",
        database=str(file.parent / "mine.db"),
        keys={"next-sentence": ("n",), "redo": (), "undo": ("u", "z u")},
    )
    assert set(loaded.origins.values()) == {"file"}
    assert loaded.line_of("spacing") == 3
    assert loaded.line_of("keys", "undo") == 12


def test_the_environment_wins_over_the_file(file, monkeypatch):
    file.write_text('theme = "nord"\ncoder = "anna"\ndatabase = "~/a.db"\n')
    home = str(Path("~/a.db").expanduser())
    assert (load().settings.coder, load().settings.database) == ("anna", home)
    for name, value in (
        ("TEXTUAL_THEME", "dracula"),
        ("ANNOTATE_CODER", "bo"),
        ("ANNOTATE_DB", "b"),
    ):
        monkeypatch.setenv(name, value)
    loaded = load()
    assert loaded.settings == Settings(theme="dracula", coder="bo", database="b")
    assert loaded.origins["coder"] == "ANNOTATE_CODER"
    monkeypatch.setenv("ANNOTATE_CODER", "")
    assert load().settings.coder == "anna"


@pytest.mark.skipif(sys.platform != "linux", reason="the place is worked out there alone")
@pytest.mark.parametrize("base", [None, "", "/other"])
def test_the_place_is_that_of_the_system(monkeypatch, base):
    monkeypatch.delenv("ANNOTATE_CONFIG", raising=False)
    if base is None:
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CONFIG_HOME", base)
    assert place().parent == platformdirs.user_config_path("annotate", appauthor=False)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("width = 19", "width must be a whole number from 20 to 400, not 19."),
        ("width = true", "width must be a whole number from 20 to 400, not true."),
        ("width = 72.0", "width must be a whole number from 20 to 400, not 72.0."),
        ('spacing = "one"', 'spacing must be a whole number from 0 to 3, not "one".'),
        ("mouse = 1", "mouse must be true or false, not 1."),
        ("theme = 3", "theme must be the name of a theme in quotation marks, not 3."),
        ('coder = " "', 'coder must be a name in quotation marks, not " ".'),
        ("database = []", "database must be the path of a file in quotation marks, not a list."),
        ("widht = 72", "there is no setting widht; did you mean width?"),
        ("keys = 3", "keys must be a table, [keys], not 3."),
        ("zebra = 3", "there is no setting zebra; there is: theme, width, spacing, justify, mouse,"
         " cursor, blind, suggestions, doubtful, coder, database, keys."),
        ("width == 3", "this is not TOML: invalid value."),
        ("width", "this is not TOML: expected '=' after a key in a key/value pair."),
        ("[keys]\nundo = 3", 'keys.undo must be a key like "J", a list like ["J", "down"], or [] for none,'
         " not 3."),
        ("width = " + "9" * 30, "width must be a whole number from 20 to 400, not a number as large as that."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_the_rest_works(line, wrong):
    found = parsed(f"# mine\njustify = true\n\n{line}\n".encode(), HERE)
    at = 5 if line.startswith("[") else 4
    assert found.problems == (Problem(at, wrong),)
    assert found.values["justify"] is True


def test_a_broken_file_gives_all_that_can_be_read_of_it():
    found = parsed(
        b'width = 60\nwidth = 70\ntheme = "nord\nspacing = 1\n[keys]\nundo = [\n  "a",\n  "b",\n]\n'
        b"redo = ]\n[keys\n",
        HERE,
    )
    assert found.values == {"width": 60, "spacing": 1, "keys": {"undo": ("a", "b")}}
    assert [problem.line for problem in found.problems] == [2, 3, 10, 11]
    assert found.problems[0].sentence == "width is set twice; the first one counts."


def test_what_is_no_utf8_is_named_and_the_rest_works():
    found = parsed(b"width = 60\n# \xff\nspacing = 1\n", HERE)
    assert found.problems == (Problem(2, "this is not UTF-8 text."),)
    assert found.values == {"width": 60, "spacing": 1}


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_mistake():
    assert told(b"\xef\xbb\xbfwidth = 60\r\n[keys]\r\nundo = 'a'\r\n") == []


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert read(tmp_path).problems[0].sentence.startswith("the file cannot be read: ")
    (tmp_path / "large").write_bytes(b"#" * (LARGEST + 1))
    assert read(tmp_path / "large").problems[0].sentence.startswith("the file is larger than")


@given(st.binary(max_size=300))
def test_any_bytes_are_settings(data):
    found = parsed(data, HERE)
    Settings(**found.values)
    assert all(p.sentence.endswith((".", "?")) and "\n" not in p.sentence for p in found.problems)


NAMES = st.sampled_from(
    ["width", "theme", "mouse", "keys", "keys.undo", "x", '"a b"', "[keys]", "[a.b]"]
)
VALUES = st.one_of(
    st.sampled_from(["80", "true", '"nord"', "[]", '["a"]', "{}", '{a = "b"}', "'''\n'''", "= 3", "[", "1979-05-27"]),
    st.text(max_size=8),
)  # fmt: skip


@given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_any_toml_is_settings_and_its_parts_are_its_whole(pairs):
    text = "\n".join(n if n.startswith("[") else f"{n} = {v}" for n, v in pairs)
    found = parsed(text.encode("utf-8", "replace"), HERE)
    Settings(**found.values)
    try:
        whole = tomllib.loads(text)
    except ValueError:
        assert found.problems
        return
    assert taken_apart(text).values == whole


def test_a_value_is_written_and_everything_else_stays(file):
    file.write_text(
        '# mine\nwidth   = 60  # narrow\n\n[keys] # own\nundo = "a"  # better\n\n# the end\n'
    )
    file.chmod(0o600)
    assert keep(file, {"width": 64, "theme": "nord", "justify": True}) == ""
    assert file.read_text() == (
        '# mine\nwidth   = 64  # narrow\ntheme = "nord"\njustify = true\n\n[keys] # own\n'
        'undo = "a"  # better\n\n# the end\n'
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_a_file_is_made_where_there_is_none(tmp_path):
    path = tmp_path / "not" / "yet" / "settings.toml"
    assert keep(path, {"width": 64}) == ""
    assert path.read_text() == "width = 64\n"


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "annotate.toml"
    real.write_text("width = 60\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    assert keep(link, {"width": 64}) == ""
    assert link.is_symlink()
    assert real.read_text() == "width = 64\n"


@pytest.mark.parametrize("text", ["width = 60\nwidth = 70\n", "theme = \n", "[keys\n"])
def test_a_broken_file_is_left_alone_and_told(file, text):
    file.write_text(text)
    said = keep(file, {"width": 64})
    assert said == (
        f"width holds until you quit, for {file} could not be written:"
        " it has a mistake, which 'annotate config' names"
    )
    assert file.read_text() == text


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    said = keep(tmp_path / "file" / "settings.toml", {"width": 64})
    assert said.startswith("width holds until you quit, for ")
    assert said.endswith("Not a directory")


def test_a_file_that_is_kept_from_writing_is_not_replaced(file, monkeypatch):
    file.write_text("width = 60\n")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert keep(file, {"width": 64}).endswith("Permission denied")
    assert file.read_text() == "width = 60\n"


def test_a_disk_that_is_full_leaves_the_old_file(file, monkeypatch):
    file.write_text("width = 60\n")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert keep(file, {"width": 64}).endswith("No space left on device")
    assert file.read_text() == "width = 60\n"
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_what_stands_already_is_not_written_again(file):
    file.write_text("width=64")
    before = file.stat().st_ino
    assert keep(file, {"width": 64}) == ""
    assert file.stat().st_ino == before


@given(
    st.lists(st.tuples(NAMES, VALUES), max_size=6),
    st.dictionaries(
        st.sampled_from(["width", "theme", "mouse"]),
        st.sampled_from([64, "nord", True]),
        min_size=1,
    ),
)
def test_writing_changes_what_it_should_and_nothing_else(tmp_path_factory, pairs, values):
    text = "\n".join(n if n.startswith("[") else f"{n} = {v}" for n, v in pairs)
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    old = path.read_bytes()
    if keep(path, values):
        assert path.read_bytes() == old
    else:
        before = tomllib.loads(old.decode().replace("\r\n", "\n"))
        assert tomllib.loads(path.read_text(encoding="utf-8")) == {**before, **values}
