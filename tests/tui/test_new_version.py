"""An article that changed: what is said of it, and its versions."""

from __future__ import annotations

from annotate_tui.services.settings import Settings


def edit(story, old: str, new: str) -> None:
    story.write_text(story.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_a_changed_file_says_what_became_of_its_marks_and_what_to_do(changed):
    assert changed.said == (
        "The file has changed; 4 marks: 1 stood, 1 moved, 1 changed, 1 lost; zw shows what"
        " changed, zp places the 2"
    )
    assert len(changed.session.marks) == 3


def test_where_all_marks_stand_there_is_nothing_to_place(sitting, story):
    sitting(story).keys("g c")
    edit(story, "Tuesday", "Friday")
    assert sitting(story).said == "The file has changed; 1 mark: 1 stood; zw shows what changed"


def test_without_marks_only_what_changed_is_offered(sitting, story):
    sitting(story)
    edit(story, "Tuesday", "Friday")
    assert sitting(story).said == "The file has changed; zw shows what changed"


def test_the_keys_that_are_named_are_those_in_force(sitting, story):
    sitting(story).keys("j c")
    edit(story, "It signed nothing, the chair said on Tuesday.", "")
    remapped = Settings(suggestions=False, keys={"changes": ("D",), "place-marks": ("z x",)})
    assert sitting(story, settings=remapped).said == (
        "The file has changed; 1 mark: 1 lost; D shows what changed, zx places it"
    )


def test_blind_only_ones_own_marks_are_counted(sitting, story):
    sitting(story, coder="ben").keys("g c j q")
    sitting(story).keys("j c")
    edit(story, "It signed nothing, the chair said on Tuesday.", "")
    blind = sitting(story, settings=Settings(suggestions=False, blind=True))
    assert blind.said.startswith("The file has changed; 1 mark: 1 lost;")


def test_a_mark_whose_words_changed_says_so_in_focus(changed):
    changed.keys("g tab tab")
    status = status_of(changed)
    assert ", changed: check its edges (zp) in sentence 2" in status
    changed.keys("L")
    assert "changed" not in status_of(changed)
    assert changed.column("anchor").count("exact") >= 2


def status_of(held) -> str:
    from annotate_tui.tui.status import status_line

    return "".join(words for words, _ in status_line(held.session, "", 200))


async def test_the_letter_of_such_a_mark_has_a_question_mark(reader, changed, story):
    async with reader(story) as app:
        first, second = [row for row in app.screen() if "Q" in row[:8]]
        assert first.split()[0].startswith("CQ?")
        assert second.split()[0] == "Q?"


def test_the_versions_one_after_the_other_and_round(changed, story, sitting):
    edit(story, "Nobody answered!", "Nobody answered at all!")
    desk = sitting(story)
    assert desk.said.startswith("The file has changed; 4 marks")
    for told, marks in (
        ("Version 2 of 3, of 2026-11-2, 3 marks; marks made here come along with the", 3),
        ("Version 1 of 3, of 2026-11-2, 4 marks; marks made here come along with the", 4),
        ("The current version, 3 of 3, of 2026-11-2, 3 marks; O goes on", 3),
    ):
        desk.keys("O")
        before, after = told.split("2026-11-2")
        assert desk.said.startswith(f"{before}2026-11-2")
        assert after in desk.said
        assert len(desk.session.marks) == marks
        assert ("the chair said" in desk.session.document.text) is ("Version 1" in told)


def test_a_mark_made_in_an_old_version_comes_along_with_the_next_one(changed, story, sitting):
    changed.keys("O G f")
    edit(story, "Nobody answered!", "Nobody answered at all!")
    desk = sitting(story)
    assert desk.said.startswith("The file has changed; 5 marks")
    assert [words for tag, words in desk.marks if tag == "figure"][-1] == "It names no names."


def test_an_article_with_one_version_says_so(sitting, story):
    desk = sitting(story)
    for keys in ("O", "z w"):
        desk.keys(keys)
        assert desk.said == "This article has one version only."
    desk.keys("z p")
    assert desk.said == "This article has one version only: all its marks are in their place."
    assert desk.desk.side is None


def test_a_new_version_by_another_program_is_told(sitting, story):
    desk = sitting(story)
    edit(story, "Tuesday", "Friday")
    sitting(story, coder="ben")
    assert desk.desk.library.changed_elsewhere()
    desk.desk.renew()
    assert desk.said == "This article has a new version; O goes through its versions"
    desk.desk.say("")
    desk.desk.renew()
    assert desk.said == ""
    desk.keys("O")
    assert desk.said.startswith("The current version, 2 of 2")


def test_a_text_that_comes_back_is_the_current_version_again(sitting, story):
    sitting(story)
    edit(story, "Tuesday", "Friday")
    sitting(story)
    edit(story, "Friday", "Tuesday")
    desk = sitting(story)
    assert desk.said.startswith("The file has changed")
    desk.keys("O")
    assert desk.said.startswith("Version 2 of 2")
    desk.keys("O")
    assert desk.said.startswith("The current version, 1 of 2")
    desk.keys("z w")
    rows = desk.desk.side.lines(desk.desk, 80, 9)
    assert "1 (current) → 2" in "".join(words for words, _ in rows[0])
    assert "[-Tuesday-] {+Friday+}" in "".join(words for words, _ in rows[1])


def test_they_are_gone_through_as_they_first_came_whatever_was_undone(changed, story, sitting):
    first = changed.desk.library.text(
        changed.desk.library.texts_of(changed.session.article.id)[0]
    ).text
    for old, new in (("answered", "spoke"), ("spoke", "sang")):
        edit(story, old, new)
        desk = sitting(story)
        desk.keys("u u U U u u U U")
    story.write_text(first, encoding="utf-8")
    desk = sitting(story)
    told = []
    for _ in range(4):
        desk.keys("O")
        told.append(desk.said.split(", of ")[0])
    assert told == [
        "Version 4 of 4",
        "Version 3 of 4",
        "Version 2 of 4",
        "The current version, 1 of 4",
    ]


def test_versions_of_one_day_are_told_apart_by_the_time(changed):
    times = set()
    for _ in range(2):
        changed.keys("O")
        when = changed.said.split(", of ")[1].split(",")[0]
        assert len(when) == len("2026-11-23 00:00:00")
        times.add(when)
    assert len(times) == 2


def test_as_it_was_is_what_a_person_last_had(sitting, tmp_path):
    path = tmp_path / "costs.txt"
    path.write_text("It will cost 16 million euros. The ferry runs twice an hour.\n", "utf-8")
    desk = sitting(path)
    desk.keys("g c")
    path.write_text("It will cost 18 million euros. The ferry runs twice an hour.\n", "utf-8")
    sitting(path)
    path.write_text("It will cost 18 million euros. The ferry runs once an hour.\n", "utf-8")
    desk = sitting(path)
    desk.keys("z p")
    bars = desk.desk.side.bars(desk.desk)
    told = "".join(words for words, _ in bars[0])
    assert "[-16-] {+18+}" in told


def test_an_article_that_is_opened_again_says_how_many_marks_wait(changed, story, sitting):
    desk = sitting(story)
    assert desk.said.endswith(", 3 marks, at sentence 1; 2 marks to place: zp")
    desk.keys("z p a escape")
    assert sitting(story).said.endswith("; 1 mark to place: zp")
    desk.keys("z p o")
    assert "to place" not in sitting(story).said


def test_with_no_mark_left_in_the_text_a_lost_one_is_told(sitting, story):
    sitting(story).keys("j j c")
    edit(story, "The third crane costs four million! ", "")
    sitting(story)
    assert sitting(story).said.endswith("1 mark to place: zp")


def test_only_marks_that_are_shown_are_said_to_wait(changed, story, sitting):
    ben = sitting(story, coder="ben", settings=Settings(suggestions=False, blind=True))
    assert "to place" not in ben.said
    remapped = Settings(suggestions=False, keys={"place-marks": ("z x",)})
    assert sitting(story, settings=remapped).said.endswith("; 2 marks to place: zx")


def test_an_article_of_one_version_has_nothing_waiting(sitting, story):
    sitting(story).keys("g c")
    assert sitting(story).said.endswith("1 mark, at sentence 1")


def test_from_an_older_version_the_chosen_mark_is_told_not_the_opening(changed):
    changed.keys("O z p")
    assert changed.said == ""
    assert changed.session.text.id == changed.session.article.text_id
    bars = changed.desk.side.bars(changed.desk)
    assert "".join(words for words, _ in bars[0]).startswith(" quote changed: It signed")
