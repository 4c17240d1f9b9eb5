"""The versions of an article: their order, and how they are told apart."""

from annotate_tui.services import refreshing, versions
from annotate_tui.services.adding import add_path
from annotate_tui.store import Library


def history(tmp_path, *times):
    """A library with an article that has a version of each of these times."""

    now = [times[0]]
    library = Library.open(tmp_path / "library.db", coder="ann", clock=lambda: now[0])
    path = tmp_path / "story.txt"
    for n, at in enumerate(times):
        now[0] = at
        path.write_text(f"Sixteen people came.\n\nThen {n} of them sat down.\n", encoding="utf-8")
        if n:
            refreshing.refresh(library, library.articles()[0])
        else:
            add_path(library, path)
    return library, library.articles()[0].id


def test_versions_of_one_day_are_told_apart_by_the_time(tmp_path):
    library, article = history(
        tmp_path,
        "2026-11-20T12:00:00.000Z",
        "2026-11-23T12:00:00.000Z",
        "2026-11-23T12:05:10.000Z",
        "2026-11-23T12:05:50.000Z",
    )
    with library:
        whens = [one.when for one in versions.versions(library, article)]
    assert [len(when) for when in whens] == [10, 16, 19, 19]
    assert len(set(whens)) == 4


def test_a_text_that_was_taken_back_keeps_its_number(tmp_path):
    library, article = history(tmp_path, "2026-11-20T12:00:00.000Z", "2026-11-23T12:00:00.000Z")
    with library:
        came = [(one.text_id, one.current) for one in versions.versions(library, article)]
        assert [current for _, current in came] == [False, True]
        assert library.texts_of(article) == [text_id for text_id, _ in came]
        library.undo()
        now = versions.versions(library, article)
        assert [(one.number, one.current) for one in now] == [(1, True), (2, False)]
        assert [one.text_id for one in now] == [text_id for text_id, _ in came]
        assert library.texts_of(article) == [text_id for text_id, _ in came]
        assert versions.as_read(library, article)[-1] == came[0][0]
