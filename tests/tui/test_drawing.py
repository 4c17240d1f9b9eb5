"""What is painted: marks, gutter, selection, wide text, and never a control character."""

from __future__ import annotations

import sys

import pytest
from benchmarks.terminal import Terminal, environment
from rich.segment import Segment

from annotate_tui.text.cells import cell_width

CONTROLS = "\x07\x08\x0b\x0c\x1b\x7f\x80\x85\x9b\x9d\u202e\u2066\u200b\ufeff\u2028"
ENOUGH = "These are plain words, for a file of control characters is taken for a binary one. " * 40
DANGEROUS = {*map(chr, range(32)), *map(chr, range(127, 160)), "\u202e", "\u2066"}


def painted(reader) -> str:
    return "\n".join(reader.screen())


def segments(reader, words: str) -> list[Segment]:
    """The painted pieces whose words are part of these."""
    rows = reader.app.screen._compositor.render_strips()
    return [s for row in rows for s in row if s.text.strip() and s.text.strip() in words]


async def test_selection_marks_and_gutter_letters(reader):
    async with reader() as first:
        assert "    ▎ There have been" in painted(first)
        await first.keys("c q f m 'n' enter j")
        assert "CQF   There have been" in painted(first)
        assert "CQF ▎ the potential" in painted(first)
        await first.keys("k l m 'on the figure' enter j l")
        with first.desk.library.step("tag") as step:
            step.insert("tag", {"id": "t", "name": "theme", "key": "v", "position": 9})
        first.session.reload()
        await first.keys("k v")
        assert "CQ+ ▎ There have been" in painted(first)


async def test_a_plain_note_has_a_sign_of_its_own(reader):
    async with reader() as first:
        await first.keys("m 'plain' enter j")
        assert "  ✎   There have been" in painted(first)


async def test_overlapping_marks_are_painted_apart(reader):
    async with reader() as first:
        await first.keys("l L L L c escape l l L L L L q G g")
        styles = {}
        for row in first.app.screen._compositor.render_strips():
            for segment in row:
                if segment.style and (segment.style.underline or segment.style.underline2):
                    styles.setdefault(segment.style, []).append(segment.text)
        doubled = [style for style in styles if style.underline2]
        single = [style for style in styles if style.underline]
        assert doubled
        assert single
        assert len({(s.color, s.bgcolor, s.underline2) for s in styles}) == len(styles) > 1


async def test_the_words_selected_stand_out_and_no_others(reader):
    async with reader() as first:
        await first.keys("l l")
        rows = first.app.screen._compositor.render_strips()
        ground = {s.style.bgcolor for row in rows for s in row if s.text == "have"}
        assert len(ground) == 1
        others = [s.text for row in rows for s in row if s.style and s.style.bgcolor in ground]
        assert others == ["have"]


@pytest.mark.parametrize("size", [(20, 5), (300, 100), (1, 1), (9, 3), (40, 4), (80, 2)])
async def test_any_size_of_terminal_can_be_worked_in(reader, size):
    async with reader(size=size) as first:
        await first.keys("c w 'Kim' enter enter tab tab 'n' enter")
        await first.keys("enter escape t escape : escape / '16' enter E escape ? q space b G g")
        await first.keys("escape escape j ? q enter c escape escape escape")
        assert len(first.screen()) == size[1]
        assert all(cell_width(row) <= size[0] for row in first.screen())
        assert len(first.marks) == 1


async def test_resizing_keeps_the_selection_in_view(reader):
    async with reader() as first:
        await first.keys("G k k k")
        words = first.selected.split()[0]
        for size in ((40, 12), (120, 40), (30, 6), (80, 24)):
            await first.pilot.resize_terminal(*size)
            await first.pilot.pause()
            assert "▎" in painted(first), size
            assert words in painted(first), size
        await first.keys("escape escape")
        await first.pilot.resize_terminal(50, 20)
        await first.keys("escape")
        await first.pilot.pause()
        assert words in painted(first)


async def test_no_control_character_is_ever_painted(reader, tmp_path):
    text = f"Title {CONTROLS}end\n\nWords {CONTROLS} here \x1b[31mred\x1b[0m. More words.\n\n"
    (tmp_path / "t.txt").write_text(text + ENOUGH, encoding="utf-8")
    async with reader(tmp_path / "t.txt") as first:
        with first.desk.library.step("tag") as step:
            claim = first.desk.library.tags()[0].id
            step.update("tag", claim, {"name": "cla\x1b[5mim", "description": CONTROLS})
        first.session.reload()
        seen = [painted(first)]
        for keys in ("c", "enter", "escape", "escape enter escape", "x", "enter", "escape",
                     "? G q", "t", "escape", "* ", "k", "escape", "escape"):  # fmt: skip
            await first.keys(keys)
            seen.append(painted(first))
        await first.keys("escape m")
        first.desk.paste(f"note {CONTROLS}")
        first.app.draw()
        await first.pilot.pause()
        seen.append(painted(first))
        await first.keys("enter c w")
        first.desk.paste(f"name {CONTROLS}")
        await first.keys("enter")
        seen.append(painted(first))
    everything = "".join(seen).replace("\n", "")
    assert not DANGEROUS & set(everything)
    assert "␛[31mred␛[0m" in everything


async def test_a_note_and_a_speaker_from_elsewhere_are_painted_safely(reader, new_library):
    async with reader() as first:
        await first.keys("c")
        mark = first.session.marks.marks[0]
        with first.desk.library.step("x") as step:
            step.update(
                "annotation",
                mark.id,
                {"note": f"n{CONTROLS}\x1b[2J", "fields": {"speaker": "S\x1b[2J\x9b2J"}},
            )
        first.session.reload()
        for keys in ("j k tab", "m", "escape w", "escape enter", "escape x"):
            await first.keys(keys)
            assert not DANGEROUS & set(painted(first).replace("\n", "")), keys


def test_escape_sequences_of_an_article_never_reach_the_terminal(tmp_path):
    """Raw bytes: a title, words, and a note, each with sequences a terminal would obey."""
    bad = "\x1b]0;owned\x07\x1b[31m\x9b5m\x1bP+q\x1b\\"
    article = tmp_path / "t.txt"
    article.write_text(
        f"Title {bad}\n\nWords {bad} stand here. And more.\n\n{ENOUGH}", encoding="utf-8"
    )
    command = [sys.executable, "-m", "annotate_tui", "--db", str(tmp_path / "a.db"), str(article)]
    with Terminal(command, environment(tmp_path), rows=24, columns=80) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.send("cm")
        terminal.send(f"\x1b[200~pasted {bad}\x1b[201~")
        terminal.wait_for("pasted")
        terminal.send("\r")
        terminal.wait_for("note kept")
        terminal.send("?qyQ")
        assert terminal.wait_end() == 0
        raw = bytes(terminal._raw)
    assert b"owned" in raw
    for sequence in (b"\x1b]0;", b"\x1b[31m", b"\xc2\x9b", b"\x1bP+q", b"\x1b]2;"):
        assert sequence not in raw


async def test_square_brackets_are_text(reader, tmp_path):
    (tmp_path / "t.txt").write_text(
        "The [b]headline[/b] of it\n\nHe said [sic] so [/] [@click=x]y.\n"
    )
    async with reader(tmp_path / "t.txt") as first:
        assert "[b]headline[/b]" in painted(first)
        assert "[sic] so [/] [@click=x]y." in painted(first)
        await first.keys("c m '[red]note' enter enter")
        assert "[red]note" in painted(first)
        await first.keys("escape / '[sic]' enter")
        assert first.status.endswith("“[sic]”")


async def test_wide_and_combining_text_is_wrapped_and_painted_whole(reader, tmp_path):
    korean = "한국 정부는 북한 엘리트의 동향을 주시하고 있다고 관계자가 말했다. " * 4
    words = (
        f"{korean}\n\nCafe\u0301 nai\u0308ve 👩‍👩‍👧 flags 🇰🇷🇺🇸 done. 日本語の文です。もう一つ。\n"
    )
    (tmp_path / "t.txt").write_text(words, encoding="utf-8")
    async with reader(tmp_path / "t.txt", size=(40, 20)) as first:
        for keys in ("c", "j l f", "l l q", "G h m 'n' enter"):
            await first.keys(keys)
            assert all(cell_width(row) <= 40 for row in first.screen())
        flat = "".join(row[6:] for row in first.screen()).replace("┃", "").replace(" ", "")
        assert "Cafe\u0301nai\u0308ve" in flat
        assert "日本語の文です。" in flat
        strips = first.app.screen._compositor.render_strips()
        assert all(strip.cell_length == 40 for strip in strips)


async def test_without_colour_marks_and_selection_still_show(reader, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader() as first:
        await first.keys("c j")
        rows = first.app.screen._compositor.render_strips()
        pieces = [s for row in rows for s in row if s.text.strip()]
        assert any(s.style.underline for s in pieces if "There have been" in s.text)
        assert any(s.style.reverse for s in pieces if "number of North" in s.text)
        assert not any(s.style.reverse for s in pieces if "There have been" in s.text)
        assert "  C   There have been" in painted(first)


async def test_the_themes_change_what_is_painted(reader):
    async with reader() as first:
        before = segments(first, "There have been reports indicating")
        await first.keys("c j : 'theme' enter")
        assert first.said == "Theme: annotate-light"
        after = segments(first, "There have been reports indicating")
        assert not before or not after or before[0].style != after[0].style
        assert first.screen()[-1].strip().startswith("j k move")


async def test_a_page_key_reaches_both_ends_of_a_long_text(reader, tmp_path):
    words = "\n\n".join(f"Paragraph {n} says this. And then it says that." for n in range(200))
    (tmp_path / "t.txt").write_text(words)
    async with reader(tmp_path / "t.txt") as first:
        starts = [first.session.reading.start]
        while first.said != "This is the end.":
            await first.keys("space")
            starts.append(first.session.reading.start)
            assert "▎" in painted(first)
        assert starts[:-1] == sorted(set(starts))
        assert first.selected == "And then it says that."
        back = [starts[-1]]
        while first.said != "This is the beginning.":
            await first.keys("b")
            back.append(first.session.reading.start)
        assert back[:-1] == sorted(set(back), reverse=True)
        assert first.selected == "Paragraph 0 says this."


async def test_markdown_is_drawn_as_a_reader_expects(reader, tmp_path):
    (tmp_path / "t.md").write_text(
        "# A title\n\n## Part\n\n- one\n- two **strong** and *soft*\n\n> quoted\n\n"
        "```\ncode [x] *y*\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[link](http://x.org) end.\n"
    )
    async with reader(tmp_path / "t.md", size=(80, 30)) as first:
        page = painted(first)
        for words in ("A title", "Part", "one", "two strong and soft", "code [x] *y*", "link end."):
            assert words in page
        rows = first.app.screen._compositor.render_strips()
        style = {s.text.strip(): s.style for row in rows for s in row}
        assert style["strong"].bold
        assert style["soft"].italic
        assert style["link"].underline


async def test_a_page_key_in_one_burst_with_what_opens_the_text(reader):
    async with reader() as typed:
        await typed.keys("escape escape enter")
        await typed.keys("space")
        expected = typed.selected
    async with reader() as burst:
        await burst.keys("g")
        await burst.burst("escape escape enter space")
        assert burst.selected == expected


async def test_undo_in_one_burst_with_what_opens_the_text(reader):
    async with reader() as burst:
        await burst.burst("escape escape enter c u")
        assert burst.marks == []
