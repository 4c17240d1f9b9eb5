"""The form of a mark without a screen: rows, what is typed in them, what completes, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate_tui.model import Mark
from annotate_tui.reading.line import Line
from annotate_tui.services.answering import EMPTIES, Answer, answer, answers, options, toggled
from annotate_tui.services.completing import Completion
from annotate_tui.services.fields import FieldError, is_empty, left_over, read_value, shown_value
from annotate_tui.services.forms import (
    ANSWERED,
    FIELD,
    LEFT,
    NOTE,
    READ,
    TAG,
    TYPED,
    Changes,
    Row,
    Sources,
    TagList,
    first_row,
    rows_of,
)

SPEAKER, SPEAKER_TEXT = "speaker", "speaker_text"

_TAKES = frozenset({"right", "end", "ctrl+e"})
_REFUSES = frozenset({"delete", "ctrl+d", "ctrl+k"})
_COMPLETED = frozenset({"text", "url"})
_NOTE = Row(NOTE, "note")

_Key = tuple[str, str, str]


class Filling:
    """The form of one mark. ``at`` is the row that takes the keys; ``wrong`` says of fields by name
    why their words cannot be read.
    """

    def __init__(self, mark: Mark, tags: TagList, sources: Sources) -> None:
        self.mark = mark
        self.tags = tags
        self.wrong: dict[str, str] = {}
        self.answer = Answer(None)
        self._sources = sources
        self._completion = Completion(sources.known)
        self._begun = {k: v for k, v in mark.annotation.fields.items() if not is_empty(v)}
        self._tag_id = tags.tag.id if tags.tag else None
        self._lines: dict[_Key, Line] = {}
        self._picked: dict[_Key, Any] = {}
        self._derived: dict[str, str] = {}
        self._emptied: set[str] = set()
        self._seen: dict[_Key, Row] = {}
        self.rows = self._rows()
        self.at = first_row(self.rows)

    def _rows(self) -> list[Row]:
        self._seen |= {_key(row): row for row in rows_of(self.tags.tag)}
        entered = {row.name: words for row, words in self._entered()}
        return rows_of(self.tags.tag, left_over(self.tags.tag, {**self._begun, **entered}))

    def _entered(self) -> list[tuple[Row, str]]:
        """The fields in which something was entered that stands, in words, also of other tags."""
        rows = [row for key, row in self._seen.items() if key[0] == FIELD and self.touched(row)]
        return [(row, self.words(row)) for row in rows]

    @property
    def row(self) -> Row:
        """The row that takes the keys."""
        return self.rows[self.at]

    # What a row holds

    def line(self, row: Row) -> Line:
        """What is typed in the row of a typed field or of the note."""
        found = self._lines.get(_key(row))
        if found is not None:
            return found
        if row.what == NOTE:
            return Line.of(self.mark.annotation.note)
        if row.name in self._derived:
            return Line.of(self._derived[row.name])
        return Line.of(shown_value(row.field, self._begun.get(row.name)) if row.field else "")

    def value(self, row: Row) -> Any:  # noqa: ANN401
        """What is answered or picked in the row of a list or a link; None for nothing."""
        key = _key(row)
        if key not in self._picked and row.name in self._derived:
            return self._derived[row.name] or None
        return self._picked[key] if key in self._picked else self._begun.get(row.name)

    def words(self, row: Row) -> str:
        """What the row holds, in words; "" for nothing. The id of a link."""
        if row.what == TAG:
            return self.tags.tag.path if self.tags.tag else "plain note"
        if row.what == LEFT:
            entered = next((w for one, w in self._entered() if one.name == row.name and w), "")
            return entered or (
                "" if row.name in self._emptied else _shown(self._begun.get(row.name))
            )
        if row.what == NOTE or row.kind in TYPED:
            return self.line(row).text
        return shown_value(row.field, self.value(row)) if row.field else ""

    def missing(self, row: Row) -> bool:
        """Whether the row is required and empty."""
        return bool(row.field and row.field.required and not self.words(row).strip())

    def guessed(self, row: Row) -> bool:
        """Whether the row holds a rule's guess that nobody touched."""
        known = row.what == FIELD and row.name in self.mark.annotation.guessed
        changed = self.touched(row) or row.name in self._derived
        return known and not changed and bool(self.words(row))

    def touched(self, row: Row) -> bool:
        """Whether something was entered in the row."""
        return _key(row) in self._lines or _key(row) in self._picked

    @property
    def offer(self) -> str:
        """What completes the words just typed, and is taken by tab; "" without."""
        row = self.row
        return self._completion.offer(row.name, self.line(row)) if row.kind in _COMPLETED else ""

    @property
    def hint(self) -> str:
        """What the empty row may be filled with by a key of its own; "" without, and before that is
        at hand.
        """
        return self._hint() if self._sources.at_hand(self.row.name) else ""

    def _hint(self) -> str:
        row = self.row
        if row.kind not in _COMPLETED or self.line(row).text:
            return ""
        return self._completion.hint(row.name)

    # Going through the rows

    def move(self, by: int) -> str:
        """Go on by so many rows, round at the ends; gives why what was left cannot be read, or ""."""
        return self.go((self.at + by) % len(self.rows))

    def go(self, at: int) -> str:
        """Go to a row; gives why what was left cannot be read, or ""."""
        told = self.leave()
        self.at = max(0, min(at, len(self.rows) - 1))
        return told

    def go_to(self, name: str) -> None:
        """Go to the field of that name, where the mark has it."""
        found = [at for at, row in enumerate(self.rows) if row.what == FIELD and row.name == name]
        if found:
            self.go(found[0])

    def go_row(self, what: str) -> None:
        """Go to the row of the tag or of the note."""
        self.go(next(at for at, row in enumerate(self.rows) if row.what == what))

    def leave(self) -> str:
        """Read what was typed in the row; gives why it cannot be read, or ""."""
        row = self.row
        self._completion.reset()
        self.answer = Answer(None)
        if row.field is None or _key(row) not in self._lines:
            return ""
        if row.kind in READ and not self._read(row):
            return self.wrong[row.name]
        self._derive(row)
        return ""

    def _read(self, row: Row) -> bool:
        if row.field is None:
            return True
        try:
            value = read_value(row.field, self.line(row).text)
        except FieldError as error:
            self.wrong[row.name] = str(error)
            return False
        self.wrong.pop(row.name, None)
        self._lines[_key(row)] = Line.of(shown_value(row.field, value))
        return True

    def _derive(self, row: Row) -> None:
        if row.name != SPEAKER:
            return
        # What another name was printed as says nothing of this one.
        self._derived.clear()
        name = _plain(self.line(row).text)
        if name != str(self._begun.get(SPEAKER, "")):
            self._derived.update(self._sources.derived(SPEAKER, name))
            self._derived.pop(SPEAKER, None)

    # Keys

    def key(self, key: str, character: str | None) -> str | None:
        """What a key changes in the row; gives what to tell of it, None for a key it does not take."""
        row = self.row
        if row.what == TAG:
            return self._tag_key(key, character)
        if row.what == LEFT:
            return self._left_key(row, key, character)
        if self._confirms(row, key, character):
            self._picked[_key(row)] = self.value(row)
            return ""
        if row.field is not None and row.kind in ANSWERED:
            return self._take(row, answer(row.field, self.value(row), key, character))
        if row.field is not None and row.kind == "choices":
            return self._take(row, answers(row.field, self.value(row), self.answer, key, character))
        if row.kind != "link":
            return self._typed_key(row, key, character)
        if key in EMPTIES:
            self._picked[_key(row)] = None
            return ""
        return None

    def _confirms(self, row: Row, key: str, character: str | None) -> bool:
        """Whether the key says yes to what is guessed in a list, and only then goes on from there."""
        if row.kind not in (*ANSWERED, "choices") or not self.guessed(row):
            return False
        letter = (character or "").casefold()
        first = self.words(row)[:1].casefold()
        return key == "right" or (row.kind in ANSWERED and first == letter)

    def _take(self, row: Row, given: Answer | None) -> str | None:
        if given is None:
            return None
        self.answer = given
        if not given.told and (given.value != self.value(row) or row.kind != "choices"):
            self._picked[_key(row)] = given.value
        return given.told

    def take_option(self, row: Row, at: int) -> None:
        """Take that option of a list, or leave it out again where several can be taken."""
        if row.field is None:
            return
        value = options(row.field)[at][0]
        several = row.kind == "choices"
        self._picked[_key(row)] = toggled(row.field, self.value(row), at) if several else value
        self.answer = Answer(None, at=at)

    def pick(self, row: Row, mark_id: str) -> None:
        """Link the row to a mark."""
        self._picked[_key(row)] = mark_id

    def paste(self, words: str) -> str:
        """Pasted text goes in where the row is typed; gives why not, or ""."""
        row = self.row
        if row.what == NOTE or row.kind in TYPED:
            self._put(row, self.line(row).insert(words))
            return ""
        return "Pasted text goes into a row that is typed: tab goes on to one."

    def _tag_key(self, key: str, character: str | None) -> str | None:
        if key in ("right", "space", "left"):
            self.tags.step(-1 if key == "left" else 1)
        elif not character or not character.isprintable():
            return None
        elif not self.tags.jump(character):
            return f"No tag has the key {character}, or a name that begins so."
        self.rows = self._rows()
        return ""

    def _left_key(self, row: Row, key: str, character: str | None) -> str | None:
        if key in EMPTIES:
            self._emptied.add(row.name)
            self.wrong.pop(row.name, None)
            for held in (self._lines, self._picked):
                for one in [k for k in held if k[:2] == (FIELD, row.name)]:
                    del held[one]
            return ""
        if character and character.isprintable():
            whose = self.tags.tag.path if self.tags.tag else "plain note"
            return f"{row.name} is left over, a {whose} has none: backspace empties it."
        return None

    def _typed_key(self, row: Row, key: str, character: str | None) -> str | None:
        line = self.line(row)
        completes = row.kind in _COMPLETED
        if key in ("ctrl+n", "ctrl+p") and completes:
            cycled, told = self._completion.cycle(row.name, line, 1 if key == "ctrl+n" else -1)
            self._lines[_key(row)] = cycled
            return told
        at_end = line.cursor == len(line.text)
        if at_end and key in _TAKES and (taken := self.offer or self._hint()):
            self.take(taken)
            return ""
        if at_end and key in _TAKES and self.guessed(row):
            self.take(line.text)
            return ""
        if at_end and key in _REFUSES and self.offer:
            self._completion.refuse()
            return ""
        if at_end and character and character.isprintable() and self.guessed(row):
            # As with what is offered, whoever types means something else; backspace corrects it.
            line = Line.of("")
        after = line.key(key, character)
        if after is None:
            return None
        if after.text != line.text:
            self._put(row, after)
        elif self.touched(row) or not self.guessed(row):
            # The cursor moved in it: that confirms no guess.
            self._lines[_key(row)] = after
        return ""

    def _put(self, row: Row, line: Line) -> None:
        self._lines[_key(row)] = line
        self._completion.typed()

    def take(self, words: str) -> None:
        """Take an offer into the line."""
        self._lines[_key(self.row)] = Line.of(words)
        self._completion.refuse()

    # What came of it

    def changes(self) -> Changes:
        """What was changed; words that cannot be read are left out, `wrong` names them."""
        self.leave()
        fields: dict[str, Any] = {}
        homeless: dict[str, Any] = {}
        typed: dict[str, str] = {}
        unread: dict[str, str] = {}
        guessed = self.mark.annotation.guessed
        left = {row.name for row in self.rows if row.what == LEFT}
        fields |= dict.fromkeys(self._emptied & left & self._begun.keys())
        carried = {_key(row) for row in self.rows}
        derived = {_key(row): row for row in self.rows if row.name in self._derived and row.field}
        entered = {_key(row): row for row, _ in self._entered()}
        for key, row in {**derived, **entered}.items():
            if key in entered and row.kind in READ and not self._read(row):
                unread[row.name] = self.line(row).text
                continue
            value, was = self._kept(row), self._begun.get(row.name)
            if key not in carried:
                homeless |= {row.name: value} if value not in (None, was) else {}
            elif value != was or (row.name in guessed and key in entered):
                fields[row.name] = value
            if value != was:
                typed[row.name] = self.words(row)
        tag, note = self.tags.tag, self.line(_NOTE).text.strip()
        retagged = (tag.id if tag else None) != self._tag_id
        noted = note != self.mark.annotation.note
        homeless = {name: homeless[name] for name in homeless if name in left}
        return Changes(tag, note, fields, retagged, noted, homeless, typed, unread)

    def _kept(self, row: Row) -> Any:  # noqa: ANN401
        if row.field is None or row.kind not in TYPED:
            return self.value(row)
        return read_value(row.field, self.line(row).text)

    def bring_back(self, words_of: Mapping[str, str]) -> None:
        """Words of before that could not be kept, by field, into their rows again."""
        for row in self.rows:
            words = words_of.get(row.name)
            if words is None or row.field is None:
                continue
            if row.kind in TYPED:
                self._lines[_key(row)] = Line.of(words)
                self._read(row) if row.kind in READ else self._derive(row)
                continue
            try:
                self._picked[_key(row)] = read_value(row.field, words)
            except FieldError:
                # The codebook has been changed since: it is no answer any more.
                continue

    def bring_back_note(self, words: str) -> None:
        """A note of before that could not be kept."""
        self._lines[_key(_NOTE)] = Line.of(words)

    def choose_tag(self, tag_id: str | None) -> None:
        """Another tag, by its id."""
        self.tags.choose(tag_id)
        self.rows = self._rows()
        self.at = min(self.at, len(self.rows) - 1)


def _key(row: Row) -> _Key:
    return (row.what, row.name, row.kind)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
