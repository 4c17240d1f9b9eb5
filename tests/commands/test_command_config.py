import tomllib
from pathlib import Path

from annotate_tui.tui.bindings import KEYS
from annotate_tui.tui.keymap import Keymap

CONFIG = "config/annotate/settings.toml"


def values(annotate, *args):
    return {r["setting"]: (r["value"], r["from"], r["line"]) for r in annotate.json(*args)}


def test_without_a_file_the_place_and_the_defaults(annotate):
    found = values(annotate, "config", "--json")
    assert found == {
        "file": (str(annotate.home / CONFIG), "default", None),
        "theme": ("annotate-dark", "default", None),
        "width": (72, "default", None),
        "spacing": (0, "default", None),
        "justify": (False, "default", None),
        "mouse": (True, "default", None),
        "cursor": (True, "default", None),
        "blind": (False, "default", None),
        "suggestions": (True, "default", None),
        "doubtful": (False, "default", None),
        "coder": ("ann", "ANNOTATE_CODER", None),
        "database": (str(annotate.db), "ANNOTATE_DB", None),
    }
    assert not (annotate.home / "config").exists()


def test_each_value_says_where_it_comes_from(annotate, monkeypatch):
    annotate.write(
        CONFIG,
        'theme = "nord"\n\nwidth = 60\ncoder = "file"\ndatabase = "f.db"\n[keys]\nundo = "a"\n',
    )
    found = values(annotate, "config", "--json")
    assert found["width"] == (60, "file", 3)
    assert found["theme"] == ("nord", "file", 1)
    assert found["coder"] == ("ann", "ANNOTATE_CODER", None)
    assert found["keys.undo"] == (["a"], "file", 7)
    for name in ("ANNOTATE_CODER", "ANNOTATE_DB"):
        monkeypatch.delenv(name)
    found = values(annotate, "config", "--json")
    assert found["coder"] == ("file", "file", 4)
    assert found["database"] == (str(annotate.home / "config/annotate/f.db"), "file", 5)
    found = values(annotate, "config", "--json", "--coder", "me", "--db", "here.db")
    assert found["coder"] == ("me", "--coder", None)
    assert found["database"] == ("here.db", "--db", None)


def test_people_see_lines_not_json(annotate):
    annotate.write(CONFIG, 'width = 60\nmouse = false\n[keys]\nundo = ["a", "z u"]\n')
    rows = [" ".join(row.split()) for row in annotate.ok("config").splitlines()]
    assert rows[0] == "setting from value"
    assert "width line 1 60" in rows
    assert "mouse line 2 false" in rows
    assert "spacing default 0" in rows
    assert 'keys.undo line 4 ["a", "z u"]' in rows


def test_every_mistake_is_named_with_its_line_and_the_status_is_1(annotate):
    path = annotate.write(
        CONFIG, 'widht = 60\nspacing = 1\ntheme = "nrd"\n[keys]\nundo = "j"\n= 3\n'
    )
    done = annotate.run("config")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        f"annotate: {path}, line 1: there is no setting widht; did you mean width?",
        f'annotate: {path}, line 3: there is no theme "nrd"; did you mean nord?',
        f'annotate: {path}, line 5: keys.undo: "j" is a key of next-sentence already.',
        f"annotate: {path}, line 6: this is not TOML: invalid statement.",
    ]
    assert b"spacing" in done.stdout
    assert b"line 2" in done.stdout


def test_the_keys_are_printed_as_the_file_has_them(annotate):
    printed = tomllib.loads(annotate.ok("config", "--keys"))["keys"]
    assert printed == {binding.id: list(binding.keys) for binding in KEYS}
    assert not Keymap(printed).refused
    assert Keymap(printed).bindings == Keymap().bindings
    records = annotate.json("config", "--keys", "--json")
    assert records[0] == {
        "id": "next-sentence",
        "context": "reader",
        "keys": ["j", "down"],
        "help": "next sentence",
    }
    assert len(records) == len(KEYS)


def test_the_keys_are_those_in_force(annotate):
    annotate.write(CONFIG, '[keys]\nundo = []\nredo = "Ü"\n')
    printed = tomllib.loads(annotate.ok("config", "--keys"))["keys"]
    assert (printed["undo"], printed["redo"]) == ([], ["Ü"])


def test_commands_use_coder_and_database_of_the_file(annotate, monkeypatch):
    for name in ("ANNOTATE_CODER", "ANNOTATE_DB"):
        monkeypatch.delenv(name)
    annotate.write(CONFIG, f'coder = "Berta"\ndatabase = "{annotate.home}/own.db"\n')
    path = annotate.write("a.txt", "A title\n\nSome words. And more.\n")
    annotate.ok("add", path)
    assert (annotate.home / "own.db").exists()
    assert {event["coder"] for event in annotate.json("log", "--json")} == {"Berta"}
    annotate.ok("tag", "1", "0", "7", "claim", "--coder", "Cem")
    assert {event["coder"] for event in annotate.json("log", "--json")} == {"Berta", "Cem"}


def test_a_command_names_a_mistake_once_and_does_its_work(annotate, story):
    path = annotate.write(CONFIG, "widht = 60\nwidth = 3\n")
    for args in (["list"], ["list", "--json"], ["export"], ["show", "1"]):
        done = annotate.call(*args)
        assert done.returncode == 0
        assert done.stdout
        assert done.stderr.decode() == (
            f"annotate: {path}, line 1: there is no setting widht; did you mean width?"
            " 'annotate config' lists 1 more.\n"
        )


def test_a_file_that_is_a_folder_stops_nothing(annotate, story):
    (annotate.home / CONFIG).mkdir(parents=True)
    done = annotate.call("list")
    assert done.returncode == 0
    assert "the file cannot be read: Is a directory." in done.stderr.decode()


def test_another_file_can_be_named(annotate):
    annotate.write("mine.toml", "width = 60\n")
    done = annotate.run("config", "--json", ANNOTATE_CONFIG="mine.toml")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"ANNOTATE_CONFIG"' in done.stdout
    assert Path(annotate.home / "config").exists() is False
