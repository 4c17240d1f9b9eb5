"""Whatever is typed, in whatever order: nothing breaks, and what is on the screen is in the file."""

from __future__ import annotations

import random

import pytest

from annotate_tui.model import Mark
from annotate_tui.services.settings import Settings
from annotate_tui.tui.bindings import KEYS
from annotate_tui.tui.modes.annotations import AnnotationList

WORDS = ("16", "North", "Kim", "claim", "zz", "done", "é가")
KEYS_TYPED = [
    key
    for binding in KEYS
    for keys in binding.keys
    for key in keys.split()
    if key not in ("Q", "ctrl+q", "E")
]
OTHERS = ["c", "q", "f", "enter", "escape", "tab", "shift+tab", "1", "2", "backspace", "delete",
          "ctrl+u", "ctrl+n", "ctrl+w", "left", "right", "up", "down", "z", "ctrl+c"]  # fmt: skip
CHARACTERS = {
    "right_curly_bracket": "}", "left_curly_bracket": "{", "full_stop": ".", "comma": ",",
    "quotation_mark": '"', "number_sign": "#", "plus": "+", "equals_sign": "=", "minus": "-",
    "greater_than_sign": ">", "less_than_sign": "<", "slash": "/", "asterisk": "*",
    "exclamation_mark": "!", "question_mark": "?", "colon": ":", "space": " ", "enter": "\r",
}  # fmt: skip


def drawn(desk) -> None:
    for mode in desk.desk.modes:
        for width, height in ((80, 22), (20, 3), (1, 1)):
            assert len(mode.lines(desk.desk, width, height)) <= max(height, 8)
            mode.bars(desk.desk)
    side, session = desk.desk.side, desk.desk.session
    if side is None or session is None:
        return
    for width, height in ((80, 7), (39, 22), (1, 1)):
        rows = side.lines(desk.desk, width, height)
        assert len(rows) <= height
    side.bars(desk.desk)
    if not isinstance(side, AnnotationList):
        return
    if side.filter.empty and session.focused is not None:
        place = session.marks.index_of(session.focused.id) + 1
        (counted,) = [words for words, _ in side.lines(desk.desk, 60, 9)[0] if " of " in words]
        assert counted.startswith(f"{place:,} of {len(session.marks):,}")


def press(desk, chance: random.Random) -> None:
    """One more key, or some words."""
    if chance.random() < 0.05:
        for character in chance.choice(WORDS):
            desk.desk.key(character, character)
    elif chance.random() < 0.02:
        desk.desk.paste("pasted\nwords ")
    else:
        key = chance.choice(KEYS_TYPED if chance.random() < 0.6 else OTHERS)
        desk.desk.key(key, CHARACTERS.get(key, key if len(key) == 1 else None))


def shown(desk) -> list[Mark]:
    """What the file has of the marks that are shown: blind, one's own alone."""
    session = desk.desk.session
    return desk.desk.library.marks(session.text.id, coders=session.whose.coders)


def whole(desk) -> None:
    """What must hold after every key."""
    session = desk.desk.session
    if session is None:
        assert desk.desk.modes
        return
    start, end = session.reading.span
    text = session.document.text
    assert 0 <= start < end <= len(text)
    assert text[start:end] == text[start:end].strip()
    if session.focused is not None:
        assert (session.focused.start, session.focused.end) == (start, end)


@pytest.mark.parametrize("seed", range(12))
def test_any_keys_in_any_order(sitting, sample, tmp_path, seed):
    chance = random.Random(seed)
    (tmp_path / "b.md").write_text(
        "# Title\n\n- item one\n- item “two and\n\n> quoted. Twice.\n\n```\ncode\n```\n\n한국어 문장. 또.\n"
    )
    desk = sitting(sample if seed % 2 else tmp_path / "b.md", settings=Settings())
    for _ in range(250):
        press(desk, chance)
        drawn(desk)
        whole(desk)
        session = desk.desk.session
        if session is not None:
            assert session.marks.marks == shown(desk)


@pytest.mark.parametrize("seed", range(6))
def test_any_keys_in_an_article_that_changed(changed, seed):
    chance = random.Random(seed)
    changed.keys(chance.choice(("z w", "z p", "O z w")))
    for _ in range(250):
        if chance.random() < 0.1:
            changed.keys(chance.choice(("escape escape z w", "escape escape z p", "O")))
        press(changed, chance)
        drawn(changed)
        whole(changed)
        session = changed.desk.session
        if session is not None:
            assert session.marks.marks == shown(changed)


@pytest.mark.parametrize("seed", range(8))
def test_two_readers_in_each_others_way(sitting, seed):
    chance = random.Random(seed)
    readers = [sitting(settings=Settings()), sitting(coder="ben", settings=Settings())]
    for _ in range(300):
        desk = chance.choice(readers)
        session = desk.desk.session
        if chance.random() < 0.3 and session and desk.desk.library.changed_elsewhere():
            session.reload()
            assert session.marks.marks == shown(desk)
        press(desk, chance)
        drawn(desk)
        whole(desk)
