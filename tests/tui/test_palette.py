"""Every command, article, tag, theme and switch is found by its name, wherever one is."""

from __future__ import annotations

import pytest

from annotate_tui.services.settings import Settings
from annotate_tui.store.titles import titled
from annotate_tui.tui import palette
from annotate_tui.tui.keys import ACTIONS
from annotate_tui.tui.themes import names


def offered(desk) -> list[str]:
    return [
        "".join(words for words, _ in row).removeprefix(" ❯ ").strip()
        for row in desk.desk.modes[-1].lines(desk.desk, 80, 20)
    ]


@pytest.fixture
def many(sitting, tmp_path):
    """A sitting with some articles in the library."""
    titles = ("Minister under fire", "ÄRGER im Amt", "100% of_it!", "A fire elsewhere")
    for n, title in enumerate(titles):
        (tmp_path / f"{n}.txt").write_text(f"{title}\n\nWords of number {n}. And more words.\n")
    desk = sitting(tmp_path / "0.txt")
    for n in range(1, len(titles)):
        desk.open(tmp_path / f"{n}.txt")
    return desk


@pytest.mark.parametrize("action_id", sorted(set(ACTIONS) - {"palette"}))
def test_every_action_is_found_by_its_id_and_its_words(sitting, action_id):
    desk = sitting()
    binding = next(b for b in desk.desk.keymap.bindings if b.id == action_id)
    for words in (binding.id, binding.help):
        desk.keys(f": '{words}'")
        assert any(row.startswith(binding.help) for row in offered(desk)), words
        desk.keys("escape")


def test_every_theme_can_be_taken_by_name(sitting):
    desk = sitting()
    for name in names():
        desk.keys(f": 'theme: {name}' enter")
        assert desk.desk.settings.theme == name
        assert desk.said == f"Theme: {name}"


def test_switches_are_turned_by_name(sitting):
    kept = []
    desk = sitting(remember=lambda values: kept.append(dict(values)) or "")
    desk.keys(": 'justified text on' enter")
    assert desk.desk.settings == Settings(justify=True, suggestions=False)
    assert desk.said == "Justified text on."
    desk.keys(": 'setting: justified' enter")
    assert desk.desk.settings == Settings(suggestions=False)
    assert kept == [{"justify": True}, {"justify": False}]


def test_articles_are_opened_by_words_of_their_titles(many):
    many.keys(": 'minister under' enter")
    assert many.session.article.title == "Minister under fire"
    many.keys(": 'article elsewhere' enter")
    assert many.said == "No such command: article elsewhere"
    many.keys(": 'fire' ")
    assert [" ".join(row.split()) for row in offered(many)[-2:]] == [
        "article: A fire elsewhere #4",
        "article: Minister under fire #1",
    ]
    many.keys("escape : '3' enter")
    assert many.session.article.number == 3


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("FIRE", [4, 1]), ("fire minister", [1]), ("ärger", [2]), ("Ärger", [2]), ("100%", [3]), ("%", [3]),
     ("_", [3]), ("!", [3]), ("2", [2]), ("#2", [2]), ("", []), (" ", []), ("'", []), ("nothing", []),
     ("9" * 30, []), ("\x00", []), ("²", [])],
)  # fmt: skip
def test_titles_hold_the_words_whatever_they_are(many, words, numbers):
    assert [found.number for found in titled(many.desk.library, words, 10)] == numbers


def test_a_library_is_asked_again_only_where_more_letters_could_find_more(many, monkeypatch):
    asked = []
    monkeypatch.setattr(
        palette,
        "titled",
        lambda library, typed, n: asked.append(typed) or titled(library, typed, n),
    )
    many.keys(": 'fire elsewhere'")
    offered(many)
    assert asked == ["f"]
    assert offered(many)[-1].startswith("article: A fire elsewhere")
    many.keys("ctrl+u '1'")
    assert any(row.startswith("article: Minister under fire") for row in offered(many))
    many.keys("'00%'")
    assert offered(many)[-1].startswith("article: 100% of_it!")


def test_no_more_are_asked_for_than_are_wanted(many):
    assert len(titled(many.desk.library, "e", 2)) == 2


def test_the_library_has_a_palette_of_its_own(many):
    many.keys("escape escape : 'mark the article' enter")
    assert many.said == "Article marked done."
    many.keys("ctrl+p 'theme: nord' enter")
    assert many.said == "Theme: nord"
    many.keys(": 'last row' enter")
    assert many.prompt.startswith("Article 4 of 4")
    many.keys(": 'tag: claim'")
    assert not any(row.startswith("tag") for row in offered(many))
    many.keys("escape : 'minister' enter")
    assert many.session.article.number == 1
    assert not many.desk.modes


def test_the_list_of_marks_has_it_too(sitting):
    desk = sitting()
    desk.keys("c j q s : 'remove the mark' enter")
    assert desk.said.startswith("quote removed")
    assert [tag for tag, _ in desk.marks] == ["claim"]
    assert desk.desk.keymap.chosen == ""


def test_an_action_without_a_key_is_done_by_name_in_lists_too(sitting):
    desk = sitting(settings=Settings(keys={"article-done": ()}))
    desk.keys("escape escape ! : 'mark the article' enter")
    assert desk.said == "Article marked done."
