"""A folder is watched, with a clock and events of the test's own: nothing waits."""

import os
import re
import shutil
import threading
from pathlib import Path

import pytest

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Options
from annotate_tui.services import watching
from annotate_tui.services.watching import Failed, is_unfinished, watch
from annotate_tui.store.errors import LockedLibrary
from annotate_tui.store.library import Library


class Folder:
    """A folder that is watched: what happens in it, step by step, and what is told after each."""

    def __init__(self, path, library):
        self.path = path
        self.library = library
        self.stop = threading.Event()
        self.heard = []
        self.after = []
        self.now = 0.0
        path.mkdir()

    def write(self, name, words, *, append=False):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab" if append else "wb") as out:
            out.write(words if isinstance(words, bytes) else words.encode())
        return str(file)

    def watch(self, *steps, options=None, **others):
        """Take the steps, a second apart; each is a function that gives the paths of its events.

        Gives what was told in the pause after each.
        """

        def changes(folder, wait, stop, poll):
            yield []
            for step in steps:
                changed = step() or []
                self.now += 1
                yield [changed] if isinstance(changed, str) else changed
                self.after.append(self.told())

        self.watched = watch(
            self.library,
            self.path,
            options or Options(),
            told=self.heard.append,
            stop=self.stop,
            changes=changes,
            clock=lambda: self.now,
            **others,
        )
        return self.after

    def told(self):
        told = [
            f"! {one.sentence}" if isinstance(one, Failed) else one.message for one in self.heard
        ]
        self.heard.clear()
        return told

    def titles(self):
        return [row.title for row in self.library.articles()]


def nothing():
    return []


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path / "library.db", coder="ann") as library:
        yield Folder(tmp_path / "clips", library)


def test_what_is_there_comes_in_after_two_looks(folder):
    folder.write("b.txt", "Second words.")
    folder.write("a/z.txt", "First words.")
    assert folder.watch(nothing, nothing) == [
        ["Added as article 1: “First words.”.", "Added as article 2: “Second words.”."],
        [],
    ]
    assert (folder.watched.new, folder.watched.versions, folder.watched.failed) == (2, 0, 0)


def test_what_is_known_already_is_passed_over_in_silence(folder):
    folder.write("a.txt", "First words.")
    folder.watch(nothing)
    folder.after.clear()
    assert folder.watch(nothing, nothing) == [[], []]
    assert folder.watched.new == 0


def test_a_new_file_comes_in_when_it_has_settled(folder):
    after = folder.watch(nothing, lambda: folder.write("a.txt", "First words."), nothing, nothing)
    assert after == [[], [], ["Added as article 1: “First words.”."], []]


def test_a_file_that_grows_waits(folder):
    def grow(words):
        return lambda: folder.write("a.txt", words, append=True)

    after = folder.watch(grow("One "), grow("story "), grow("grows.\n"), nothing, nothing)
    assert after == [[], [], [], ["Added as article 1: “One story grows.”."], []]


def test_a_file_that_is_written_without_growing_waits(folder):
    path = folder.write("a.txt", "Old words.")

    def rewrite():
        folder.write("a.txt", "New words.")
        os.utime(path, ns=(1, 1))
        return path

    assert folder.watch(rewrite, nothing) == [[], ["Added as article 1: “New words.”."]]


def test_events_between_two_looks_do_not_make_a_file_wait_for_ever(folder):
    path = folder.write("a.txt", "First words.")
    assert folder.watch(lambda: path, lambda: path)[0] == ["Added as article 1: “First words.”."]


def test_a_changed_file_is_a_new_text(folder):
    folder.write("a.txt", "First words, and some more that stay.")
    after = folder.watch(
        nothing, lambda: folder.write("a.txt", "Other words, and some more that stay."), nothing
    )
    assert re.match("Article 1, “.+”, has other words than before", after[-1][0])
    assert folder.watched.versions == 1


def test_a_file_that_is_only_touched_is_no_news(folder):
    path = folder.write("a.txt", "First words.")

    def touch():
        os.utime(path, ns=(5, 5))
        return path

    assert folder.watch(nothing, touch, nothing, nothing)[1:] == [[], [], []]


def test_a_renamed_file_is_found_by_its_content(folder):
    path = folder.write("a.txt", "First words.")

    def rename():
        shutil.move(path, folder.path / "b.txt")
        return [path, str(folder.path / "b.txt")]

    after = folder.watch(nothing, rename, nothing, nothing)
    assert after[2] == ["Already in the library as article 1: “First words.”."]
    assert len(folder.titles()) == 1


def test_a_file_that_is_gone_again_is_no_failure(folder, monkeypatch):
    path = folder.write("a.txt", "First words.")

    def gone():
        Path(path).unlink()
        return path

    assert folder.watch(gone, nothing) == [[], []]

    path = folder.write("b.txt", "Second words.")
    whole = watching.add_path

    def too_late(library, path, digest, options):
        Path(path).unlink()
        return whole(library, path, "", options)

    monkeypatch.setattr(watching, "add_path", too_late)
    folder.after.clear()
    assert folder.watch(nothing, nothing) == [[], []]
    assert folder.watched.failed == 0


def test_what_fails_is_told_once_and_the_watch_goes_on(folder):
    folder.write("a.txt", b"")
    folder.write("b.txt", b"\x7fELF" + b"\0" * 99)
    folder.write("c.txt", "Third words.")
    after = folder.watch(nothing, nothing, lambda: folder.write("a.txt", "Mended."), nothing)
    assert [line[:2] for line in after[0]] == ["! ", "! ", "Ad"]
    assert "empty" in after[0][0]
    assert after[1:] == [[], [], ["Added as article 2: “Mended.”."]]
    assert folder.watched.failed == 2


def test_a_folder_that_is_moved_in_is_looked_through(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("First words.")

    def move():
        shutil.move(other, folder.path / "in")
        return str(folder.path / "in")

    assert folder.watch(nothing, move, nothing)[-1] == ["Added as article 1: “First words.”."]


def test_what_no_event_told_of_is_found_after_a_while(folder):
    def silently():
        folder.write("a.txt", "First words.")
        folder.now += watching.LOOK_EVERY

    after = folder.watch(nothing, silently, nothing)
    assert after == [[], [], ["Added as article 1: “First words.”."]]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt", "a.txt.part", "a.pdf.crdownload", "a.txt~", ".a.txt.swp", "a.tmp", "~$a.docx",
        "#a.txt#", ".#a.txt", "A.PART", ".git/a.txt", "picture.png",
    ],
)  # fmt: skip
def test_working_copies_and_partial_files_are_left_alone(folder, name):
    folder.write(name, "Words of a file that is there.")
    new = "new/" + name
    after = folder.watch(nothing, lambda: folder.write(new, "Words of a new file."), nothing)
    assert after == [[], [], []]


def test_a_download_comes_in_under_its_last_name(folder):
    def done():
        (folder.path / "a.txt.part").rename(folder.path / "a.txt")
        return [str(folder.path / "a.txt.part"), str(folder.path / "a.txt")]

    part = lambda: folder.write("a.txt.part", "First words.")  # noqa: E731 - a step
    assert folder.watch(part, nothing, done, nothing)[-1] == ["Added as article 1: “First words.”."]


def test_ordinary_names_are_not_taken_for_unfinished():
    for name in ("a.txt", "part", "report.partial.pdf", "a b.md", "swp.html", "tmp"):
        assert not is_unfinished(name)


def test_patterns_say_what_is_taken(folder):
    options = Options(include=("*.md",), exclude=("drafts",))
    folder.write("a.md", "# First words")
    folder.write("a.txt", "Other words.")
    folder.write("drafts/b.md", "# Draft words")

    def more():
        return [
            folder.write("c.txt", "More words."),
            folder.write("drafts/c.md", "# More draft words"),
            folder.write("sub/c.md", "# More words"),
        ]

    folder.watch(nothing, more, nothing, options=options)
    assert folder.titles() == ["First words", "More words"]


def test_a_library_that_is_locked_is_tried_again_and_told_once(folder, monkeypatch):
    folder.write("a.txt", "First words.")
    whole, calls = watching.add_path, []

    def add_path(*args):
        calls.append(args)
        if len(calls) < 4:
            raise LockedLibrary("Another program holds the library locked.")
        return whole(*args)

    monkeypatch.setattr(watching, "add_path", add_path)
    after = folder.watch(nothing, nothing, nothing, nothing, nothing)
    assert after[0] == [
        "! Another program holds the library locked. Until then it is tried again and again."
    ]
    assert after[1:] == [[], [], ["Added as article 1: “First words.”."], []]
    assert folder.watched.failed == 0


def test_a_folder_that_vanishes_ends_the_watch_with_a_sentence(folder):
    folder.write("a.txt", "First words.")
    with pytest.raises(LoadError, match=r"clips is gone: nothing is watched any more\.$"):
        folder.watch(nothing, lambda: shutil.rmtree(folder.path), nothing)
    assert folder.titles() == ["First words."]


def test_what_cannot_be_watched(folder, tmp_path):
    (tmp_path / "file").write_text("Words.")
    for path, said in (
        (tmp_path / "no", "There is no folder"),
        (tmp_path / "file", "is no folder"),
    ):
        with pytest.raises(LoadError, match=said):
            watch(folder.library, path, Options(), told=print, stop=folder.stop)


def test_a_folder_that_may_not_be_read(folder, monkeypatch):
    def scandir(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(LoadError, match=r"cannot be watched \(Permission denied\)"):
        folder.watch(nothing)


def test_it_stops_after_the_file_in_hand(folder):
    for at in range(5):
        folder.write(f"{at}.txt", f"Words of {at}.")
    folder.heard = Stopper(folder.stop)
    folder.watch(nothing, nothing)
    assert folder.titles() == ["Words of 0."]


class Stopper(list):
    """Hears of one article and asks to stop."""

    def __init__(self, stop):
        super().__init__()
        self.stop = stop

    def append(self, one):
        super().append(one)
        self.stop.set()


def test_many_at_once_are_written_together(folder, monkeypatch):
    monkeypatch.setattr(watching, "MANY", 3)
    monkeypatch.setattr("annotate_tui.services.bringing_in.FROM", 100)
    for at in range(4):
        folder.write(f"{at}.txt", f"Words of {at}.")
    folder.write("bad.txt", b"")
    path = str(folder.path / "0.txt")

    def touch():
        os.utime(path, ns=(5, 5))
        return path

    after = folder.watch(nothing, touch, nothing, lambda: folder.write("0.txt", "Other."), nothing)
    assert [line[:5] for line in after[0]] == ["Added"] * 4 + ["! " + after[0][4][2:5]]
    assert "empty" in after[0][4]
    assert after[1:4] == [[], [], []]
    assert len(after[4]) == 1
    steps = folder.library.fetch("SELECT count(DISTINCT step) FROM events WHERE action = 'add'")
    assert steps[0][0] <= 2
    assert folder.library.fetch("SELECT count(*) FROM search_queue") == [(0,)]
    failed = after[0][4:]
    folder.after.clear()
    assert folder.watch(nothing, nothing)[0] == failed


def test_many_are_tried_again_when_the_library_was_locked(folder, monkeypatch):
    from annotate_tui.services import bringing_in

    monkeypatch.setattr(watching, "MANY", 3)
    monkeypatch.setattr(bringing_in, "FROM", 100)
    for at in range(4):
        folder.write(f"{at}.txt", f"Words of {at}.")
    whole, calls = bringing_in.bring_in, []

    def bring_in(*args, **options):
        calls.append(args)
        if len(calls) == 1:
            raise LockedLibrary("Another program holds the library locked.")
        return whole(*args, **options)

    monkeypatch.setattr(bringing_in, "bring_in", bring_in)
    after = folder.watch(nothing, nothing, nothing)
    assert [len(told) for told in after] == [1, 4, 0]


def test_what_came_in_can_be_searched(folder):
    folder.write("a.txt", "First words of a platypus.")
    folder.watch(nothing)
    assert folder.library.fetch("SELECT count(*) FROM search_queue") == [(0,)]


def test_a_table_is_all_its_articles(folder):
    folder.write("t.csv", "id,text\n1,First words of one.\n2,Second words of two.\n")
    folder.watch(nothing)
    assert len(folder.titles()) == 2
    assert folder.watched.new == 2


@pytest.mark.parametrize("poll", [False, True])
def test_the_systems_events_come_and_end_when_told(tmp_path, poll):
    stop = threading.Event()
    changes = watching.system_changes(tmp_path, 0.05, stop, poll)
    next(changes)
    (tmp_path / "a.txt").write_text("Words.")
    path = str(tmp_path / "a.txt")
    # The folder itself may be said to have changed before.
    assert any(path in changed for changed in changes)
    stop.set()
    assert not any(path in changed for changed in changes)


def test_where_the_system_has_no_more_events_it_is_looked(tmp_path, monkeypatch):
    import watchfiles

    asked = []

    def events(folder, **options):
        asked.append(options["force_polling"])
        if not options["force_polling"]:
            raise OSError("OS file watch limit reached.")
        yield {(1, str(tmp_path / "a.txt"))}

    monkeypatch.setattr(watchfiles, "watch", events)
    changes = watching.system_changes(tmp_path, 0.05, threading.Event(), False)
    assert list(changes) == [{str(tmp_path / "a.txt")}]
    assert asked == [None, True]
