import json
import os
import re
import signal
import subprocess
import sys

from annotate_tui.services import bringing_in
from annotate_tui.services.adding import add_article
from annotate_tui.store import LibraryError


def test_one_line_for_each_article(annotate):
    one = annotate.write("one.txt", "One story\n\nIt has words.\n")
    two = annotate.write("two.txt", "Two story\n\nIt has more words.\n")
    assert annotate.ok("add", one, two).splitlines() == [
        "Added as article 1: “One story”.",
        "Added as article 2: “Two story”.",
    ]


def test_the_same_content_is_found_not_added_twice(annotate, story):
    again = annotate.write("copy.txt", story)
    assert annotate.ok("add", again).startswith("Already in the library as article 1")
    assert len(annotate.json("list", "--json")) == 1


def test_a_folder_stands_for_its_files_in_order_without_hidden_ones(annotate):
    annotate.write("clips/b.txt", "Second words here.")
    annotate.write("clips/a/z.txt", "First words here.")
    annotate.write("clips/.git/x.txt", "Hidden words here.")
    annotate.write("clips/.hidden.txt", "More hidden words.")
    records = annotate.json("add", "clips", "--json")
    assert [(r["number"], r["status"], r["title"]) for r in records] == [
        (1, "new", "First words here."),
        (2, "new", "Second words here."),
    ]


def test_standard_input(annotate):
    assert (
        annotate.ok("add", "-", stdin=b"Piped words.\n") == "Added as article 1: “Piped words.”.\n"
    )


def test_what_fails_is_named_and_the_rest_is_added(annotate):
    annotate.write("good.txt", "Good words.")
    annotate.write("empty.txt", b"")
    done = annotate.run("add", "missing.txt", "empty.txt", "http://127.0.0.1:9/a", "good.txt")
    said = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert done.stdout.decode() == "Added as article 1: “Good words.”.\n"
    assert len(said) == 3
    assert "missing.txt" in said[0]
    assert "empty.txt" in said[1]
    assert "--allow-private" in said[2]


def test_an_empty_folder_says_so(annotate):
    (annotate.home / "nothing").mkdir()
    assert annotate.refuses("add", "nothing") == (
        "There are no files in the folder nothing: check the name."
    )


def test_without_a_source_it_is_wrong_usage(annotate):
    assert "PATH" in annotate.refuses("add", status=2)


def test_a_title_cannot_steer_the_terminal(annotate):
    annotate.write("evil.txt", "\x1b[31mRed [b]title[/b]\n\nWords follow here.\n")
    for command in (["add", "evil.txt"], ["list"], ["show", "1"], ["log"]):
        out = annotate.ok(*command)
        assert "\x1b" not in out
        assert "Red [b]title[/b]" in out


def test_a_file_is_the_same_from_every_folder(annotate):
    annotate.write("story.txt", "One story\n\nIt has words.\n")
    (annotate.home / "sub").mkdir()
    annotate.ok("add", "story.txt")
    annotate.write("story.txt", "One story\n\nIt has other words.\n")
    assert annotate.ok("add", "sub/../story.txt") == (
        "Article 1, “One story”, has other words than before: this is its new text; the old one can"
        " be opened.\n"
    )


def test_a_file_with_a_name_that_is_not_utf8_is_found_by_it(annotate):
    for name in (b"a\xff.txt", b"a\xfe.txt"):
        annotate.write(os.fsdecode(name), f"The story of {name[1]}.")
        annotate.ok("add", os.fsdecode(name))
    assert [r["number"] for r in annotate.json("list", "--json")] == [1, 2]
    assert "The story of 254." in annotate.ok("show", os.fsdecode(b"a\xfe.txt"))


def test_what_a_folder_gave_is_a_table_on_standard_error(annotate):
    for number in range(3):
        annotate.write(f"clips/{number}.txt", f"Story {number}\n\nWords of it.\n")
    annotate.write("clips/empty.txt", b"")
    annotate.write("clips/picture.png", b"\x89PNG")
    done = annotate.call("add", "clips")
    assert done.returncode == 1
    assert done.stdout.decode().count("Added as article") == 3
    said = done.stderr.decode()
    assert said.startswith("annotate: ")
    table = said.partition("\n")[2]
    assert [line.split() for line in table.splitlines() if line.strip(" ─")] == [
        ["3", "came", "in"],
        ["1", "file", "left", "alone", "(no", "text)"],
        ["1", "failed"],
        ["not", "read", "why"],
        "clips/empty.txt is empty: there is no text in it to read.".split(),
    ]
    assert max(map(len, table.splitlines())) <= 80
    assert "\x1b" not in said


def test_more_failures_than_a_table_holds_are_counted(annotate):
    for number in range(25):
        annotate.write(f"clips/{number:02}.txt", b"")
    said = annotate.call("add", "clips").stderr.decode()
    assert said.count("annotate: ") == 25
    assert "and 5 more" in said
    assert "clips/19.txt" in said.partition("not read")[2]
    assert "clips/20.txt" not in said.partition("not read")[2]


def test_a_table_says_what_was_there_and_which_are_new_versions(annotate):
    for number in range(3):
        annotate.write(f"clips/{number}.txt", f"Story {number}\n\nWords of it.\n")
    annotate.call("add", "clips")
    annotate.write("clips/1.txt", "Story 1\n\nOther words of it, and many more.\n")
    said = annotate.call("add", "clips").stderr.decode()
    assert [line.split() for line in said.splitlines() if line.strip()] == [
        ["0", "came", "in"],
        ["2", "already", "there"],
        ["1", "new", "version"],
    ]


def test_json_is_one_document_with_what_failed_on_standard_error(annotate):
    annotate.write("clips/a.txt", "Story “a”\n\nWords.\n")
    annotate.write("clips/b.txt", b"")
    annotate.write("clips/c.txt", "Story c\n\nWords.\n")
    done = annotate.call("add", "clips", "--json")
    records = json.loads(done.stdout)
    assert [record["title"] for record in records] == ["Story “a”", "Story c"]
    assert done.stdout.decode() == json.dumps(records, ensure_ascii=False, indent=2) + "\n"
    assert done.stderr.decode().count("\n") == 1
    done = annotate.call("add", "clips/b.txt", "--json")
    assert done.stdout == b"[]\n"


def test_patterns_choose_what_comes_from_a_folder(annotate):
    for name in ("a.txt", "b.md", "drafts/c.txt", "d.log"):
        annotate.write(f"clips/{name}", f"Story of {name}\n")
    out = annotate.call(
        "add", "clips", "--include", "*.txt", "--include", "*.md", "--exclude", "drafts"
    ).stdout.decode()
    assert [line.split("“")[1] for line in out.splitlines()] == [
        "Story of a.txt”.",
        "Story of b.md”.",
    ]


def test_a_table_comes_in_by_its_text_column(annotate):
    annotate.write(
        "t.csv", "id,one,two\n1,short,Words of the first.\n2,tiny,Words of the second.\n"
    )
    assert "--text-column" in annotate.refuses("add", "t.csv")
    out = annotate.call("add", "t.csv", "--text-column", "two").stdout.decode()
    assert out.count("Added as article") == 2
    done = annotate.call("add", "-", "--text-column", "b", stdin=b'{"a": "x", "b": "Piped words."}')
    assert done.stdout.decode() == "Added as article 3: “Piped words.”.\n"


def test_the_clipboard_comes_in(annotate, monkeypatch):
    folder = annotate.home / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert "annotate add -" in annotate.refuses("add", "--clipboard")

    def copied(page: str, words: str) -> None:
        shown = f"case \"$*\" in *html*) printf '%s' '{page}';; *) printf '%s' '{words}';; esac"
        command = folder / "xclip"
        command.write_text(f"#!/bin/sh\n{shown}\n")
        command.chmod(0o755)

    copied("", "Copied words.\n")
    assert annotate.ok("add", "--clipboard") == "Added as article 1: “Copied words.”.\n"
    copied("<span>Words <b>of</b> a page.</span>", "Words of a page.")
    assert annotate.ok("add", "--clipboard") == "Added as article 2: “Words of a page.”.\n"
    copied("", "Words \1\2\3\4\5\6")
    assert annotate.refuses("add", "--clipboard").startswith("the clipboard looks like a binary")
    copied("", " ")
    assert "clipboard" in annotate.refuses("add", "--clipboard")


def test_a_bar_shows_on_a_terminal_and_breaks_no_line(annotate):
    for number in range(450):
        annotate.write(f"clips/{number:03}.txt", f"Story {number}\n\nWords of it.\n")
    said = annotate.on_terminal("add", "clips", columns=80, stderr=True)
    said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said).replace("\r", "\n")
    lines = said.split("\n")
    assert [line for line in lines if line.startswith("Added")] == [
        f"Added as article {n}: “Story {n - 1}”." for n in range(1, 451)
    ]
    assert any("━" in line and re.search(r"\d+/450 ", line) for line in lines)
    assert "  450  came in" in lines


def interrupted(annotate, *sources, when, by=signal.SIGINT, to=os.killpg):
    """Start `add`, send Ctrl-C once ``when`` has seen enough of its output; gives how it ended.

    The output ends when the last process that could write to it has ended.
    """
    process = subprocess.Popen(
        annotate.argv("add", *sources),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd=annotate.home,
        env=annotate.env | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        bufsize=0,
    )
    out = b""
    while not when(out):
        line = process.stdout.readline()
        assert line, process.stderr.read()
        out += line
    # As a terminal does: to all processes of the job.
    to(process.pid, by)
    rest, err = process.communicate(timeout=60)
    return process.returncode, (out + rest).decode(), err.decode()


def test_ctrl_c_keeps_what_came_in_and_the_rest_comes_the_next_time(annotate):
    annotate.write("a.txt", "Story a\n\nWords.\n")
    os.mkfifo(annotate.home / "pipe")
    annotate.write("z.txt", "Story z\n\nWords.\n")
    # Nobody writes into the pipe: there it waits, with the first article safe.
    status, out, err = interrupted(annotate, "a.txt", "pipe", "z.txt", when=lambda out: out)
    assert (status, out) == (130, "Added as article 1: “Story a”.\n")
    assert err == "annotate: Stopped: 1 article came in and will stay; run it again for the rest.\n"
    assert annotate.ok("add", "a.txt", "z.txt").splitlines() == [
        "Already in the library as article 1: “Story a”.",
        "Added as article 2: “Story z”.",
    ]


def test_ctrl_c_among_processes_leaves_no_doubles_and_none_behind(annotate):
    for number in range(600):
        annotate.write(f"clips/{number:03}.txt", f"Story {number}\n\nThe mayor named {number}.\n")
    status, out, err = interrupted(annotate, "clips", when=lambda out: out)
    told = out.count("Added as article")
    assert status == 130
    assert f"Stopped: {told:,} articles came in" in err
    assert "Traceback" not in err
    assert len(annotate.json("list", "--json")) == told
    assert told < 600
    again = annotate.call("add", "clips").stdout.decode()
    assert again.count("Already in") == told
    assert [r["number"] for r in annotate.json("list", "--json")] == list(range(1, 601))


def test_a_link_loop_and_what_may_not_be_read_stop_nothing(annotate):
    annotate.write("clips/a.txt", "Story a\n")
    (annotate.home / "clips" / "loop").symlink_to("..")
    (annotate.home / "clips" / "gone.txt").symlink_to("nowhere")
    os.mkfifo(annotate.home / "clips" / "pipe")
    done = annotate.call("add", "clips")
    assert done.stdout.decode() == "Added as article 1: “Story a”.\n"
    assert "gone.txt links to a file that is not there" in done.stderr.decode()


def test_sigterm_keeps_what_came_in_and_is_told_by_the_status(annotate):
    annotate.write("a.txt", "Story a\n\nWords.\n")
    os.mkfifo(annotate.home / "pipe")
    status, out, err = interrupted(
        annotate, "a.txt", "pipe", when=lambda out: out, by=signal.SIGTERM, to=os.kill
    )
    assert (status, out) == (143, "Added as article 1: “Story a”.\n")
    assert err == "annotate: Stopped: 1 article came in and will stay; run it again for the rest.\n"


def test_processes_end_with_the_one_that_began_them(annotate):
    for number in range(600):
        annotate.write(f"clips/{number:03}.txt", f"Story {number}\n\nThe mayor named {number}.\n")
    status, out, _ = interrupted(
        annotate, "clips", when=lambda out: out, by=signal.SIGKILL, to=os.kill
    )
    assert status == -signal.SIGKILL
    assert len(annotate.json("list", "--json")) >= out.count("Added as article")


def test_a_name_that_is_too_long_fails_alone(annotate):
    annotate.write("good.txt", "Good\n\nWords.\n")
    long = "x" * 5000
    done = annotate.run("add", long, f"http://127.0.0.1:9/{long}", "good.txt")
    assert (done.returncode, done.stdout) == (1, "Added as article 1: “Good”.\n".encode())
    said = done.stderr.decode().splitlines()
    assert said[0] == f"annotate: {long} cannot be read (File name too long): check the name."
    assert "127.0.0.1 is no address of the public internet" in said[1]


def test_a_library_that_cannot_be_looked_at_is_told(annotate):
    name = "x" * 300
    annotate.write("good.txt", "Good\n\nWords.\n")
    said = annotate.refuses("--db", name, "add", "good.txt")
    assert said == (
        f"The library {name} cannot be opened (File name too long): check its name and folder."
    )
    assert annotate.refuses("--db", name, "list") == said


def test_a_disk_that_is_full_on_the_way_leaves_what_was_told(annotate, monkeypatch):
    def full(library, article, looked=None):
        if article.title == "Story 2":
            raise LibraryError("The disk is full.")
        return add_article(library, article, looked)

    monkeypatch.setattr(bringing_in, "WRITE_ARTICLES", 1)
    monkeypatch.setattr(bringing_in, "add_or_refuse", full)
    for number in range(4):
        annotate.write(f"clips/{number}.txt", f"Story {number}\n\nWords of it.\n")
    done = annotate.call("add", "--json", "clips")
    assert done.returncode == 1
    assert [record["title"] for record in json.loads(done.stdout)] == ["Story 0", "Story 1"]
    assert done.stderr.decode() == (
        "annotate: The disk is full. 2 articles came in and will stay; run it again for the rest.\n"
    )
    assert len(annotate.json("list", "--json")) == 2
    done = annotate.call("add", "--json", "clips/2.txt")
    assert json.loads(done.stdout) == []
    assert done.stderr == b"annotate: The disk is full.\n"


def test_a_failure_within_a_folder_names_the_place(annotate):
    annotate.write("clips/a/index.txt", b"")
    annotate.write("clips/b/index.txt", "Fine\n\nWords.\n")
    said = annotate.run("add", "clips").stderr.decode().splitlines()
    assert said[0] == "annotate: clips/a/index.txt is empty: there is no text in it to read."
    annotate.write("clips/t.csv", "title,text\nOne,\nTwo,Words of the second.\n")
    said = annotate.run("add", "clips/t.csv").stderr.decode().splitlines()
    assert said[0].startswith("annotate: clips/t.csv, row 1 has no text")


def test_both_streams_in_one_file_stand_in_order(annotate):
    annotate.write("clips/a.txt", "First words here.")
    annotate.write("clips/b.txt", b"")
    annotate.write("clips/c.txt", "Second words here.")
    annotate.write("clips/d.png", b"\x89PNG")
    with (annotate.home / "log").open("wb") as log:
        argv, env = annotate.argv("add", "clips"), annotate.env
        subprocess.run(argv, stdout=log, stderr=log, cwd=annotate.home, env=env, check=False)
    first, failed, second, *table = (annotate.home / "log").read_text("utf-8").splitlines()
    assert first == "Added as article 1: “First words here.”."
    assert "b.txt is empty" in failed
    assert second == "Added as article 2: “Second words here.”."
    assert table[:2] == ["", "    2  came in"]


def test_an_address_without_its_scheme(annotate):
    place = "www.example.org/story"
    said = f"There is no file {place}: check the name, or write https://{place} for the page."
    assert annotate.refuses("add", place) == said
    assert "https://example.org/a for the page" in annotate.refuses("add", "example.org/a")
    for name in ("story.txt", "clips/a.org", "../example.org/a", "no.such"):
        assert annotate.refuses("add", name) == f"There is no file {name}: check the name."


def test_a_title_that_begins_with_a_quotation_is_not_quoted_twice(annotate):
    annotate.write("a.txt", "“The bridge” will close\n\nIt is old.\n")
    title = "“The bridge” will close"
    assert annotate.ok("add", "a.txt") == f"Added as article 1: {title}.\n"
    assert annotate.ok("add", "a.txt") == f"Already in the library as article 1: {title}.\n"


def test_an_address_of_another_kind_says_what_is_fetched(annotate):
    said = annotate.refuses("add", "ftp://example.org/story.txt")
    assert said.startswith("ftp://example.org/story.txt is not fetched, only addresses with http")


def test_an_empty_name_and_an_address_that_is_not_fetched(annotate):
    assert annotate.refuses("add", "").endswith("name a file, a folder or an address.")
    assert "only addresses with http and https are" in annotate.refuses("add", "ftp://a.org/b")
