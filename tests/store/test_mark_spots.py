"""Where the marks of a text stand, some of them by id, and what has changed since."""

from annotate_tui.reading.marks import MarkIndex, order


def three(desk):
    article, text = desk.article()
    later = desk.mark(article, text, 15, 19, "quote", note="why", fields={"speaker": "Kim"})
    wide = desk.mark(article, text, 0, 13, "figure")
    same = desk.mark(article, text, 0, 13, "claim")
    note = desk.mark(article, text, 0, 13, None, note="odd")
    return article, text, [same, wide, note, later]


def test_spots_are_those_of_the_marks_in_their_order(desk, library):
    _, text, names = three(desk)
    spots = library.spots(text)
    assert [spot.id for spot in spots] == names == [mark.id for mark in library.marks(text)]
    assert spots == sorted(spots, key=order)
    for spot, mark in zip(spots, library.marks(text), strict=True):
        assert (spot.start, spot.end, spot.tag_id) == (
            mark.start,
            mark.end,
            mark.annotation.tag_id,
        )


def test_marks_by_id_are_those_that_stand_in_the_text(desk, library):
    _, text, names = three(desk)
    other_article, other = desk.article("Other words.")
    elsewhere = desk.mark(other_article, other, 0, 5)
    with library.step("remove") as step:
        step.update("annotation", names[1], {"removed_at": step.at})
    chosen = [names[3], names[1], names[0], elsewhere, "unknown"]
    assert [mark.id for mark in library.marks(text, chosen)] == [names[0], names[3]]
    assert library.marks(text, []) == []
    assert library.marks(text, names) == library.marks(text)
    assert MarkIndex(library.spots(text), lambda ids: library.marks(text, ids)).marks


def test_what_can_be_looked_for_in_a_mark(desk, library):
    _, _, names = three(desk)
    words = library.mark_words([names[3], names[0], "unknown"])
    assert words == {names[3]: "Four\nwhy\nKim", names[0]: "One two three"}


def test_what_has_changed_since_an_event(desk, library, open_library):
    article, text, names = three(desk)
    other_article, other = desk.article("Other words.")
    before = library.last_seq()
    assert library.changed_since(before, article) == (set(), False)
    elsewhere = desk.mark(other_article, other, 0, 5)
    second = open_library()
    with second.step("move") as step:
        step.update("anchor", (names[0], text), {"end": 7})
    with second.step("note") as step:
        step.update("annotation", names[3], {"note": "because"})
    assert library.changed_since(before, article) == ({names[0], names[3]}, False)
    assert library.changed_since(before, other_article) == ({elsewhere}, False)
    library.undo()
    since = library.last_seq()
    library.undo()
    assert library.changed_since(since, article) == ({names[0]}, False)
    tag = library.tags()[0]
    with second.step("tag") as step:
        step.update("tag", tag.id, {"colour": "#123456"})
    assert library.changed_since(since, article) == ({names[0]}, True)
