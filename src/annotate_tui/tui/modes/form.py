"""The editor of a mark: its tag, who said it, its note, with the words still in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Mark, Tag
from annotate_tui.reading.line import Line
from annotate_tui.tui.clicks import Clicked
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.status import hints

TAG, SPEAKER, NOTE = "tag", "speaker", "note"
_LABEL = 9

Kept = Callable[[Desk, "Edited"], None]


class Edited:
    """What the form holds when it closes; equal to what it began with where nothing was typed."""

    def __init__(self, tag: Tag | None, speaker: str, note: str) -> None:
        self.tag = tag
        self.speaker = speaker
        self.note = note


class MarkForm:
    """One row a value; there is no save key: enter and escape close it and keep everything."""

    whole = False

    def __init__(
        self, mark: Mark, tags: Sequence[Tag], offers: Sequence[str], words: str, keep: Kept
    ) -> None:
        self._tags: list[Tag | None] = [*tags]
        current = next((t for t in tags if t.id == mark.annotation.tag_id), None)
        if current is None:
            self._tags.insert(0, None)
        self._tag = self._tags.index(current)
        self._typed = {
            SPEAKER: Line.of(str(mark.annotation.fields.get("speaker") or "")),
            NOTE: Line.of(mark.annotation.note),
        }
        self._offers = list(offers)
        self._offer = -1
        self._at = 0
        self._words = words
        self._keep = keep

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Move between rows, change the row, or close."""
        rows = self._rows()
        row = rows[self._at]
        if key in ("enter", "escape", "ctrl+c"):
            self.close(desk)
        elif key in ("tab", "down"):
            self._at = (self._at + 1) % len(rows)
        elif key in ("shift+tab", "up"):
            self._at = (self._at - 1) % len(rows)
        elif row == TAG:
            self._change_tag(key, character)
        elif row == SPEAKER and key in ("ctrl+n", "ctrl+p") and self._offers:
            self._offer = (self._offer + (1 if key == "ctrl+n" else -1)) % len(self._offers)
            self._typed[SPEAKER] = Line.of(self._offers[self._offer])
        elif (line := self._typed[row].key(key, character)) is not None:
            self._typed[row] = line

    def click(self, _desk: Desk, clicked: Clicked) -> None:
        """Go to the row that was clicked; the row of the tag again: the next tag."""
        if clicked.y == self._at and self._rows()[self._at] == TAG:
            self._change_tag("right", None)
        self._at = clicked.y

    def paste(self, _desk: Desk, words: str) -> None:
        """Pasted text goes into the row that is typed in."""
        row = self._rows()[self._at]
        if row != TAG:
            self._typed[row] = self._typed[row].insert(words)

    def close(self, desk: Desk) -> None:
        """Keep everything."""
        desk.drop(self)
        edited = Edited(
            self._tags[self._tag], self._typed[SPEAKER].text.strip(), self._typed[NOTE].text.strip()
        )
        self._keep(desk, edited)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The words, and what the keys do in this row."""
        row = self._rows()[self._at]
        hint = {
            TAG: "← → or a letter: another tag",
            SPEAKER: "⌃n ⌃p known speakers" if self._offers else "type a name",
            NOTE: "type the note",
        }[row]
        footer = hints(f"{hint} · tab next row · enter or escape keeps")
        return [(f" {desk.said or self._words}", "strong")], footer

    def lines(self, desk: Desk, _width: int, _height: int) -> Lines:
        """A row a value, the current one lit, its cursor shown."""
        drawn: Lines = []
        for i, row in enumerate(self._rows()):
            here = i == self._at
            label: Run = (f" {'❯' if here else ' '} {row:<{_LABEL}}", "title" if here else "dim")
            if row == TAG:
                drawn.append([label, *self._tag_runs(desk, here)])
            else:
                drawn.append([label, *_line_runs(self._typed[row], here)])
        return drawn

    def _rows(self) -> list[str]:
        tag = self._tags[self._tag]
        spoken = tag is not None and any(f.name == SPEAKER for f in tag.all_fields)
        return [TAG, SPEAKER, NOTE] if spoken else [TAG, NOTE]

    def _change_tag(self, key: str, character: str | None) -> None:
        if key in ("right", "space"):
            self._tag = (self._tag + 1) % len(self._tags)
        elif key == "left":
            self._tag = (self._tag - 1) % len(self._tags)
        elif character:
            order = [*range(self._tag + 1, len(self._tags)), *range(self._tag + 1)]
            for i in order:
                tag = self._tags[i]
                if tag and character in (tag.key, tag.name[:1].casefold()):
                    self._tag = i
                    return

    def _tag_runs(self, desk: Desk, here: bool) -> list[Run]:
        tag = self._tags[self._tag]
        name = tag.path if tag else "plain note"
        style = desk.view.ink("chosen" if here else "bar", tag.colour if tag else "")
        return [(name, style), ("  ‹ ›" if here else "", "dim")]


def _line_runs(line: Line, here: bool) -> list[Run]:
    if here:
        return typed_runs(line)
    return [(line.text or "—", "bar" if line.text else "dim")]
