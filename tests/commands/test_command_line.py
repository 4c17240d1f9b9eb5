import signal
import subprocess
import sys

import pytest

from annotate_tui import __version__, cli
from annotate_tui.__main__ import main
from annotate_tui.loaders import clipboard
from annotate_tui.loaders.options import Options


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Calls the command line with a reader that only notes what it was asked to open."""
    calls = []
    monkeypatch.setenv("ANNOTATE_DB", str(tmp_path / "library.db"))
    monkeypatch.setenv("ANNOTATE_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("Words.")
    (tmp_path / "log").write_text("Words.")
    (tmp_path / "-odd.txt").write_text("Words.")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    def run(*argv):
        calls.clear()
        status = cli.run(
            argv,
            lambda db, coder, sources, loaded, options: (
                calls.append((db.name, coder, sources, options)) or 0
            ),
        )
        return status, calls[0] if calls else None

    return run


@pytest.mark.parametrize(
    ("argv", "call"),
    [
        ([], ("library.db", None, [])),
        (["story.txt"], ("library.db", None, ["story.txt"])),
        (["story.txt", "log"], ("library.db", None, ["story.txt", "log"])),
        (["./log"], ("library.db", None, ["./log"])),
        (["-"], ("library.db", None, ["-"])),
        (["--db", "x.db"], ("x.db", None, [])),
        (["--db", "x.db", "story.txt"], ("x.db", None, ["story.txt"])),
        (["story.txt", "--db", "x.db", "--coder", "bo"], ("x.db", "bo", ["story.txt"])),
        (["--coder", "bo", "-"], ("library.db", "bo", ["-"])),
        (["--", "-odd.txt"], ("library.db", None, ["-odd.txt"])),
    ],
)
def test_what_is_no_command_is_opened(opened, argv, call):
    assert opened(*argv) == (0, (*call, None))


PAGE = "https://example.org/story"


@pytest.mark.parametrize(
    ("argv", "sources", "options"),
    [
        ([PAGE], [PAGE], None),
        (["HTTP://Example.org"], ["HTTP://Example.org"], None),
        ([PAGE, "--allow-private"], [PAGE], Options(allow_private=True)),
        (["--allow-private", PAGE], [PAGE], Options(allow_private=True)),
        (["--whole", "story.txt", "--db", "library.db"], ["story.txt"], Options(whole=True)),
        (["story.txt", "--text-column", "body"], ["story.txt"], Options(text_column="body")),
        (["--text-column", "a", "-", "--whole"], ["-"], Options(text_column="a", whole=True)),
        (["--clipboard"], [b"Copied words."], None),
        (["story.txt", "--clipboard"], ["story.txt", b"Copied words."], None),
        (
            ["--clipboard", "story.txt", "--whole"],
            ["story.txt", b"Copied words."],
            Options(whole=True),
        ),
    ],
)
def test_how_sources_are_read_is_said_before_or_after_them(
    opened, monkeypatch, argv, sources, options
):
    monkeypatch.setattr(clipboard, "read_clipboard", lambda: b"Copied words.")
    assert opened(*argv) == (0, ("library.db", None, sources, options))


def test_options_of_a_command_come_after_its_name(annotate):
    for option in (["--whole"], ["--allow-private"], ["--clipboard"], ["--text-column", "a"]):
        said = annotate.refuses(*option, "list", status=2)
        assert said.startswith("Options of 'list' come after its name.")


def test_a_commands_name_wins_over_a_file(opened, capsys):
    assert opened("log") == (0, None)


def test_the_readers_status_is_the_programs(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert cli.run([], lambda db, coder, sources, loaded, options: 3) == 3


def test_opening_what_is_not_there(annotate):
    assert annotate.refuses("gone.txt") == "There is no file gone.txt: check the name."
    assert annotate.refuses("www.example.org/a").endswith(
        "write https://www.example.org/a for the page."
    )
    assert annotate.refuses("gone.txt", "--coder", "bo").startswith("There is no file gone.txt")
    assert "did you mean 'export'?" in annotate.refuses("exprot")
    assert annotate.refuses("ftp://example.org/story") == (
        "ftp://example.org/story is not fetched, only addresses with http and https are: save it as"
        " a file and open that."
    )


def test_the_reader_needs_a_terminal(annotate):
    annotate.write("a.txt", "Words.")
    assert "needs a terminal" in annotate.refuses("a.txt")
    assert "needs a terminal" in annotate.refuses()


def test_version_and_help(annotate):
    assert annotate.ok("--version") == f"annotate {__version__}\n"
    for words in ([], ["tags"], ["tags", "list"], *([name] for name in cli.COMMANDS)):
        said = annotate.ok(*words, "--help")
        assert said.startswith("Usage: annotate")
        assert max(map(len, said.splitlines())) <= 80
    for name in cli.COMMANDS:
        assert f"\n  {name} " in annotate.ok("-h")


@pytest.mark.parametrize(
    "argv", [["--bogus"], ["list", "--bogus"], ["list", "extra"], ["tags", "fly"]]
)
def test_wrong_usage_is_status_2(annotate, argv):
    assert "--help" in annotate.refuses(*argv, status=2)


def test_db_before_and_after_the_command(annotate, story):
    (annotate.home / "copy.db").write_bytes(annotate.db.read_bytes())
    other = annotate.home / "other.db"
    annotate.ok("--db", other, "add", "story.txt")
    assert len(annotate.json("list", "--json", "--db", other)) == 1
    assert len(annotate.json("--db", other, "list", "--json")) == 1


def test_a_library_that_is_named_must_be_there_to_be_read(annotate):
    assert annotate.refuses("list", "--db", "gone.db") == (
        "There is no library gone.db: check the name."
    )
    assert not (annotate.home / "gone.db").exists()


def test_what_is_no_library_is_refused_in_one_sentence(annotate):
    annotate.write("text.db", "not a database at all, but long enough to look like one" * 10)
    assert "text.db" in annotate.refuses("list", "--db", "text.db")
    assert str(annotate.home) in annotate.refuses("list", "--db", annotate.home)


def test_records_are_utf_8_whatever_the_locale(annotate):
    annotate.write("a.txt", "Überschrift 북한\n\nWörter.\n")
    annotate.ok("add", "a.txt")
    for command in (["list", "--json"], ["show", "1", "--json"], ["export", "--articles"]):
        done = annotate.run(*command, LC_ALL="C", PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Überschrift 북한" in done.stdout.decode()
    done = annotate.run("list", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"?berschrift ??" in done.stdout


def test_a_fault_of_our_own_is_one_sentence_and_a_log(annotate):
    script = (
        "import sys; from annotate_tui import cli, __main__; import annotate_tui.cli.session as s\n"
        "def fault(self): raise KeyError('x\\x1b[31m')\n"
        "s.Session.reading = fault\n"
        "sys.exit(__main__.main(['list']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=annotate.env, capture_output=True, check=False
    )
    said = done.stderr.decode()
    log = annotate.home / "state" / "annotate" / "errors.log"
    if sys.platform == "darwin":
        log = next(annotate.home.rglob("errors.log"))
    assert (done.returncode, done.stdout, said.count("\n")) == (1, b"", 1)
    assert "Traceback" not in said
    assert str(log) in said
    assert "KeyError" in log.read_text()


def test_ctrl_c_ends_quietly(annotate):
    with subprocess.Popen(
        annotate.argv("sentences", "--jsonl", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=annotate.env,
    ) as process:
        process.stdin.write(b'{"id": 1, "text": "One."}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b""


def test_closed_standard_streams_are_no_fault(annotate, story):
    for redirect, status in (("list >&-", 0), ("add - <&-", 1), ("show 9 2>&-", 1)):
        done = subprocess.run(
            ["sh", "-c", f'"$@" {redirect}', "sh", *annotate.argv()],
            env=annotate.env,
            capture_output=True,
            check=False,
        )
        assert done.returncode == status, redirect
        assert b"fault" not in done.stderr


LATE = ("textual", "markdown_it", "rich.console", "platformdirs")


@pytest.mark.parametrize(
    ("argv", "never"),
    [
        (["export"], (*LATE, "sqlite_utils")),
        (["list"], (*LATE, "sqlite_utils")),
        (["log"], (*LATE, "sqlite_utils")),
        (["show", "1"], ("textual", "markdown_it", "sqlite_utils")),
        (["sentences", "--jsonl", "-"], (*LATE, "sqlite_utils", "sqlite3")),
    ],
)
def test_a_command_imports_only_what_it_needs(annotate, story, argv, never):
    script = (
        "import sys; from annotate_tui.__main__ import main\n"
        f"status = main({argv!r})\n"
        f"print(status, [m for m in {never!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=annotate.env,
        capture_output=True,
        input=b"",
        check=False,
    )
    assert done.stderr.decode() == "0 []\n"


def test_opening_an_article_imports_nothing_before_the_reader_does(annotate):
    annotate.write("a.txt", "Words.")
    script = (
        "import sys; sys.stdout.isatty = lambda: True\n"
        "from annotate_tui import cli\n"
        "def opener(db, coder, sources, loaded, options):\n"
        "    late = ['click', 'textual', 'rich', 'sqlite_utils', 'annotate_tui.loaders', 'platformdirs']\n"
        "    late += ['tomllib', 'tomlkit']\n"
        "    print([m for m in late if m in sys.modules])\n"
        "    return 0\n"
        "cli.run(['a.txt'], opener)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=annotate.env,
        capture_output=True,
        cwd=annotate.home,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"[]\n", b"")


def test_main_gives_the_status(capsys):
    assert main(["--version"]) == 0
    assert main(["--bogus"]) == 2
