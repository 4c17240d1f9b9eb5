"""Many articles at once: order, counts, what is told, what stops it."""

import json
from contextlib import contextmanager

import pytest
from tests import crashing

from annotate_tui.loaders.options import Options, Refused
from annotate_tui.services import bringing_in, crew
from annotate_tui.services.bringing_in import Handed, bring_in
from annotate_tui.services.parsing import parse, parse_file, parse_files, prepare


@pytest.fixture
def folder(tmp_path):
    """A folder with so many short articles."""

    def make(count, name="clips"):
        made = tmp_path / name
        made.mkdir(exist_ok=True)
        for number in range(count):
            words = f"Story {number}\n\nThe mayor named {number} cases and left.\n"
            (made / f"{number:04}.txt").write_text(words)
        return made

    return make


def run(library, *sources, options=None, **more):
    """What a run gave: its outcome, and all it told, failures as their sentences."""
    results, progress = [], []
    sources = [one if isinstance(one, Handed) else str(one) for one in sources]
    outcome = bring_in(
        library,
        sources,
        options or Options(),
        each=results.append,
        told=progress.append,
        **more,
    )
    said = [one.sentence if isinstance(one, Refused) else one.article.title for one in results]
    return outcome, said, progress


def titles(library):
    rows = sorted(library.articles(), key=lambda row: row.number)
    return [row.title for row in rows]


def test_files_have_the_numbers_of_their_order_however_they_are_read(library, folder):
    made = folder(50)
    outcome, said, progress = run(library, made, processes=2)
    assert said == titles(library) == [f"Story {number}" for number in range(50)]
    assert (outcome.new, outcome.done, outcome.total, outcome.failed) == (50, 50, 50, 0)
    assert outcome.many
    assert progress[-1][:2] == (50, 50)
    assert len(library.log()) == 1


def test_all_is_one_step_that_undo_takes_back(library, folder, monkeypatch):
    monkeypatch.setattr(bringing_in, "WRITE_ARTICLES", 3)
    run(library, folder(10))
    assert len(library.log()) == 1
    library.undo()
    assert titles(library) == []


def test_a_second_run_adds_nothing_and_reads_nothing_again(library, folder, monkeypatch):
    made = folder(45)
    run(library, made, processes=0)
    for processes in (0, 2):
        outcome, _, _ = run(library, made, processes=processes)
        assert (outcome.new, outcome.same, outcome.versions) == (0, 45, 0)
    (made / "0003.txt").write_text("Story 3\n\nThe mayor named nobody at all.\n")
    outcome, _, _ = run(library, made, processes=2)
    assert (outcome.new, outcome.same, outcome.versions) == (0, 44, 1)
    assert len(titles(library)) == 45


def test_failures_are_told_in_their_place_and_the_rest_goes_on(library, folder):
    made = folder(3)
    (made / "0000a.txt").write_bytes(b"")
    (made / "0001a.bin2").write_bytes(bytes(range(256)))
    (made / "0001b.txt").symlink_to("gone")
    for processes in (0, 2):
        outcome, said, _ = run(library, "missing.txt", made, processes=processes)
        assert said[0] == "There is no file missing.txt: check the name."
        assert [said[1], said[3], said[6]] == ["Story 0", "Story 1", "Story 2"]
        assert "0000a.txt is empty" in said[2]
        assert "binary" in said[4]
        assert "not there" in said[5]
        assert (outcome.failed, outcome.came) == (4, 3)
        assert [one.sentence for one in outcome.failures] == [said[0], said[2], said[4], said[5]]


def test_only_the_first_failures_are_kept(library, tmp_path):
    outcome, said, _ = run(library, *(tmp_path / f"{n}.txt" for n in range(30)))
    assert (outcome.failed, len(outcome.failures), len(said)) == (30, 20, 30)


def test_an_empty_folder_and_one_without_texts(library, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"x")
    outcome, said, _ = run(library, tmp_path / "empty", tmp_path / "pictures")
    assert said[0] == f"There are no files in the folder {tmp_path}/empty: check the name."
    assert said[1].startswith(f"The files in the folder {tmp_path}/pictures hold no text")
    assert (outcome.alone, outcome.failed) == (1, 2)
    _, said, _ = run(library, tmp_path / "empty", options=Options(include=("*.md",)))
    assert "--exclude" in said[0]


def test_a_process_that_breaks_down_fails_its_file_alone(library, folder, monkeypatch):
    monkeypatch.setattr("annotate_tui.services.parsing.parse_files", crashing.parse_files)
    made = folder(60)
    for number in (7, 8, 41):
        (made / f"{number:04}.txt").write_text("CRASH")
    outcome, said, _ = run(library, made, processes=2)
    assert (outcome.new, outcome.failed, outcome.done) == (57, 3, 60)
    assert said[7].startswith(f"{made}/0007.txt cannot be read, what reads such files broke down")
    assert [one for one in said if "broke" not in one] == titles(library)


def test_processes_that_end_before_they_read_are_not_begun_again_and_again(
    library, folder, monkeypatch
):
    monkeypatch.setattr("annotate_tui.services.parsing.prepare", crashing.prepare)
    begun = []
    pool = crew.ProcessPoolExecutor
    monkeypatch.setattr(
        crew, "ProcessPoolExecutor", lambda *args, **more: begun.append(1) or pool(*args, **more)
    )
    outcome, said, _ = run(library, folder(60), processes=2)
    assert (outcome.new, outcome.failed, outcome.done) == (60, 0, 60)
    assert said == titles(library)
    assert len(begun) == 2


@pytest.mark.parametrize("error", [BlockingIOError(11, "No more"), ImportError(), OSError(38, "")])
def test_where_there_are_no_processes_all_is_read_here(library, folder, monkeypatch, error):
    def refuse(*args, **more):
        raise error

    monkeypatch.setattr(crew, "ProcessPoolExecutor", refuse)
    outcome, said, _ = run(library, folder(60), processes=2)
    assert (outcome.new, outcome.failed, outcome.done) == (60, 0, 60)
    assert said == titles(library)


def test_a_long_table_is_read_here_record_by_record(library, tmp_path, monkeypatch):
    monkeypatch.setattr(bringing_in, "LONG_TABLE", 10)
    monkeypatch.setattr(bringing_in, "WRITE_ARTICLES", 2)
    lines = [json.dumps({"id": n, "title": f"T{n}", "text": f"Words {n}."}) for n in range(5)]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, "{"]))
    (tmp_path / "b.txt").write_text("Story b")
    for processes in (0, 2):
        outcome, said, progress = run(
            library, tmp_path / "a.jsonl", tmp_path / "b.txt", processes=processes
        )
        assert said[:5] == [f"T{n}" for n in range(5)]
        assert "no sound JSON" in said[5]
        assert said[6] == "Story b"
        assert (outcome.many, outcome.done, outcome.total) == (True, 2, 2)
        assert progress[0].done == 0
        assert progress[0].new + progress[0].same == 2


def test_columns_become_variables_and_ids_places(library, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,title,text,desk\n7,Fire,It burnt.,city\n")
    run(library, path)
    (row,) = library.articles()
    assert row.source == f"{path}#id=7"
    assert row.variables == {"desk": "city"}


def test_a_row_that_is_put_in_makes_no_new_versions_of_those_below(library, tmp_path):
    words = "the council of {} met on monday and named {} cases before it left the hall again"
    rows = [f"T{n},{words.format(f'town{n}', n)}" for n in range(3)]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(["title,text", *rows]))
    run(library, path)
    rows[1] = rows[1].replace("named", "counted")
    path.write_text("\n".join(["title,text", "New,some other words that nobody has read", *rows]))
    outcome, said, _ = run(library, path)
    # The one in the middle was changed as well: without an id nobody can tell which it was.
    assert (outcome.new, outcome.same, outcome.versions) == (2, 2, 0)
    assert said == ["New", "T0", "T1", "T2"]


def test_a_row_that_was_corrected_where_it_stands_is_a_new_version(library, tmp_path):
    path = tmp_path / "t.csv"
    words = "the council met on monday and named nine cases before it left the hall again"
    path.write_text(f"title,text\nA,{words}\n")
    run(library, path)
    path.write_text(f"title,text\nA,{words.replace('again', 'at last')}\n")
    outcome, _, _ = run(library, path)
    assert (outcome.new, outcome.versions) == (0, 1)


def test_a_row_with_an_id_gets_a_new_version_wherever_it_stands(library, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,text\na,One two.\nb,Three four.\n")
    run(library, path)
    path.write_text("id,text\nc,Five six.\nb,Seven eight nine.\na,One two.\n")
    outcome, _, _ = run(library, path)
    assert (outcome.new, outcome.same, outcome.versions) == (1, 1, 1)


def test_what_is_handed_over_is_read_in_its_turn(library, tmp_path):
    (tmp_path / "a.txt").write_text("Story a")
    seen = []

    def read():
        seen.append(titles(library))
        return b"Piped words."

    outcome, said, _ = run(library, tmp_path / "a.txt", Handed("standard input", read))
    assert said == ["Story a", "Piped words."]
    # What came before is safe when something is waited for.
    assert seen == [["Story a"]]
    assert not outcome.many


def test_stopping_keeps_what_was_read(library, folder):
    made = folder(20)
    left = [5]

    def stop():
        left[0] -= 1
        return left[0] < 0

    outcome, said, _ = run(library, made, stop=stop)
    assert outcome.stopped
    assert said == titles(library)
    assert 0 < len(said) < 20
    outcome, _, _ = run(library, made)
    assert (outcome.new + outcome.same, outcome.same, outcome.stopped) == (20, len(said), False)
    assert titles(library) == [f"Story {n}" for n in range(20)]


@pytest.mark.parametrize("processes", [0, 1])
def test_stopping_within_a_table_keeps_what_was_read(library, tmp_path, monkeypatch, processes):
    monkeypatch.setattr(bringing_in, "LONG_TABLE", 10)
    path = tmp_path / "t.csv"
    path.write_text("id,text\n" + "".join(f"{n},Words {n} of it.\n" for n in range(50)))
    calls = []

    def stop():
        calls.append(1)
        return len(calls) > 10

    outcome, said, _ = run(library, path, stop=stop, processes=processes)
    assert outcome.stopped
    assert 0 < len(said) < 50
    assert said == titles(library)
    assert run(library, path, processes=processes)[0].came == 50


def test_an_interruption_where_something_is_read_keeps_what_was_read(library, tmp_path):
    def read():
        raise KeyboardInterrupt

    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Story {name}")
    sources = [tmp_path / "a.txt", Handed("standard input", read), tmp_path / "b.txt"]
    outcome, said, _ = run(library, *sources)
    assert (outcome.stopped, said, titles(library)) == (True, ["Story a"], ["Story a"])


def test_an_interruption_with_processes_ends_them(library, folder):
    calls = []

    def stop():
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return False

    outcome, said, _ = run(library, folder(200), stop=stop, processes=2)
    assert outcome.stopped
    assert said == titles(library)


def test_each_transaction_is_entered(library, folder, monkeypatch):
    monkeypatch.setattr(bringing_in, "WRITE_ARTICLES", 4)
    entered = []

    @contextmanager
    def writing():
        entered.append(len(titles(library)))
        yield

    run(library, folder(10), writing=writing)
    assert entered[:3] == [0, 4, 8]


def test_links_to_files_that_were_added_add_nothing(library, folder):
    made = folder(2)
    (made / "z").symlink_to(".")
    (made / "again.txt").symlink_to("0000.txt")
    outcome, _, _ = run(library, made)
    assert (outcome.total, outcome.new) == (2, 2)


def test_a_fault_of_a_loader_is_one_sentence():
    def broken():
        raise TypeError("no such thing")
        yield

    (one,) = parse("a.txt", broken)
    assert one.loaded[0].sentence == (
        "a.txt cannot be read, by a fault of the program (TypeError: no such thing): please report it."
    )

    def full():
        raise MemoryError
        yield

    (one,) = parse("a.txt", full)
    assert "not enough memory" in one.loaded[0].sentence


def test_files_that_are_known_are_not_read(tmp_path):
    class Everything:
        def __contains__(self, digest):
            return True

    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    (one,) = parse_file(str(path), Options(), Everything())
    assert (len(one.digest), one.loaded, one.last) == (64, (), True)


def test_a_prepared_process_leaves_interruptions_to_the_other(tmp_path, monkeypatch):
    set_ = []
    monkeypatch.setattr("signal.signal", lambda *args: set_.append(args))
    monkeypatch.setattr("annotate_tui.services.parsing._options", Options())
    monkeypatch.setattr("annotate_tui.services.parsing._known", frozenset())
    path = tmp_path / "t.txt"
    path.write_text("a,b\nx,One two.\n")
    prepare(frozenset(), Options(text_column="b"))
    (one,) = parse_files([str(path)])
    assert [article.text for article in one.loaded] == ["One two."]
    assert len(set_) == 1
