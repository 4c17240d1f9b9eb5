"""The view across articles: the marks of the whole library in context, of a tag, a speaker, or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotate_tui.model import Tag
from annotate_tui.store.mark_listing import MarkLine, MarkListing
from annotate_tui.store.tally import tally
from annotate_tui.tui.concordance import Concordance, Entry
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.lines import Run
from annotate_tui.tui.modes.picker import Choice, Picker
from annotate_tui.tui.words import count, quoted

if TYPE_CHECKING:
    from annotate_tui.services.value_lists import Entered

Open = Callable[[Desk, "Across", MarkLine], None]
NOTES = ""
"""Stands for the tag of what has none: a plain note."""
_HEADS = ("tag", "left", "words", "right", "article", "date", "speaker")


class Across(Concordance):
    """Marks of all articles. It is made once and opened again as it was left."""

    label = "Filter"

    def __init__(self, open_mark: Open) -> None:
        super().__init__()
        self._open = open_mark
        self._tag: str | None = None
        self._speaker: str | None = None
        self._value: tuple[Entered, str] | None = None
        self._sort = "article"
        self._reverse = False
        self._listing: MarkListing | None = None
        self._seq = -1
        self._coders: tuple[str, ...] | None = None
        self._told = ""
        self._tags: dict[str, Tag] = {}
        self._before = ""
        self._wanted = ""

    def stand_at(self, desk: Desk, annotation_id: str) -> None:
        """Choose that mark's row, where the list has it."""
        listing = self._listed(desk)
        self._go(listing, annotation_id, self._roll.at)

    def show_tag(self, desk: Desk, tag_id: str) -> None:
        """All marks of one tag, whatever was shown before."""
        self._tag, self._speaker, self._words = tag_id, None, ""
        self._value = None
        self._tags = {tag.id: tag for tag in desk.library.tags()}
        self._make(desk, "")

    def show_value(self, desk: Desk, entered: Entered, value: str) -> None:
        """All marks that hold that value of a field, whatever was shown before."""
        speaker = entered == ("speaker", False)
        self._tag, self._words = None, ""
        self._speaker = value if speaker else None
        self._value = None if speaker else (entered, value)
        self._tags = {tag.id: tag for tag in desk.library.tags()}
        self._make(desk, "")

    def renew(self, _desk: Desk) -> None:
        """Another program has written: the list is made anew when it is next seen."""
        self._seq = -1

    def look(self, desk: Desk) -> None:
        """Make the list anew where the library has changed; the chosen mark stays chosen."""
        self._listed(desk)

    def _listed(self, desk: Desk) -> MarkListing:
        seq = desk.library.last_seq()
        if self._listing is not None and seq == self._seq and self._coders == desk.whose.coders:
            return self._listing
        chosen = self._chosen(desk) if self._listing is not None else ""
        self._tags = {tag.id: tag for tag in desk.library.tags()}
        return self._make(desk, chosen, seq)

    def _make(self, desk: Desk, chosen: str, seq: int | None = None) -> MarkListing:
        self._coders, self._told = desk.whose.coders, desk.whose.told
        ids: list[str] | None = None
        if self._value is not None:
            from annotate_tui.services.value_lists import marks_with

            ids = marks_with(desk.library, *self._value)
        made = MarkListing(
            desk.library,
            self._tag,
            self._speaker,
            self._words,
            self._sort,
            self._reverse,
            self._coders,
            ids=ids,
        )
        self._seq = desk.library.last_seq() if seq is None else seq
        self._go(made, chosen, self._roll.at)
        return made

    def _go(self, listing: MarkListing, annotation_id: str, otherwise: int) -> None:
        """Take a list up, and in it that mark; without it the row that is given."""
        at = listing.index_of(annotation_id) if annotation_id else None
        if listing is self._listing:
            self._roll = self._roll.to(otherwise if at is None else at)
            return
        self._listing = listing
        self.changed(listing.count, otherwise if at is None else at)

    def _chosen(self, desk: Desk) -> str:
        """The id of the chosen mark; "" for none."""
        entry = self.entry(desk, self._roll.at) if self._roll.count else None
        return entry.id if entry else ""

    def read(self, _desk: Desk, start: int, n: int) -> Sequence[Entry]:
        """The marks of a window."""
        return [self._entry(line) for line in self._listing.rows(start, n)] if self._listing else []

    def _entry(self, line: MarkLine) -> Entry:
        tag = self._tags.get(line.tag_id or "")
        return Entry(
            line.annotation_id,
            tag.name if tag else "note",
            tag.colour if tag else "",
            line.left,
            line.words,
            line.right,
            line.title,
            line.published,
            line.speaker,
            line.note,
        )

    # Keys

    def enter(self, desk: Desk) -> None:
        """Open the chosen mark in its article."""
        found = self._listing.rows(self._roll.at, 1) if self._listing else []
        if found:
            self._open(desk, self, found[0])
        else:
            self._seq = -1
            desk.say("This mark was removed meanwhile.")

    def act(self, desk: Desk, action_id: str) -> None:
        """Another order, or other marks."""
        if action_id == "across-choose":
            self._choose(desk)
            return
        chosen = self._chosen(desk)
        if action_id == "across-sort":
            sorts = MarkListing.SORTS
            self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        else:
            self._reverse = not self._reverse
        self._make(desk, chosen)
        desk.say(f"Sorted by {_NAMES[self._sort]}{', reversed' if self._reverse else ''}")

    def begin(self, desk: Desk) -> None:
        """Type words that the rows must have."""
        super().begin(desk)
        self._before, self._wanted = self._words, self._chosen(desk)

    def moved(self, desk: Desk) -> None:
        """That row is the one to keep."""
        self._wanted = self._chosen(desk)

    def take_words(self, desk: Desk, words: str) -> None:
        """Only rows with these words; the row that was chosen stays so while it is there."""
        self._words = words
        self._go(self._listed(desk).narrowed(words), self._wanted, 0)

    def untyped(self, desk: Desk) -> None:
        """The filter of before."""
        super().untyped(desk)
        self.take_words(desk, self._before)

    def _choose(self, desk: Desk) -> None:
        counts = tally(desk.library, desk.whose.coders)

        def choice(name: str, number: int, tag: str | None, speaker: str | None) -> Choice:
            def take(desk: Desk) -> None:
                chosen = self._chosen(desk)
                self._tag, self._speaker, self._value = tag, speaker, None
                self._make(desk, chosen)

            return Choice(name, (), f"{number:,}", take)

        choices = [choice("all marks", counts.marks, None, None)]
        choices += [
            choice(f"tag: {tag.path}", counts.tags.get(tag.id, 0), tag.id, None)
            for tag in desk.library.tags()
            if not tag.archived_at or tag.id in counts.tags
        ]
        choices.append(choice("notes without a tag", counts.tags.get(NOTES, 0), NOTES, None))
        choices += [
            choice(f"speaker: {name}", number, None, name)
            for name, number in counts.speakers.items()
        ]
        desk.open(Picker("Which", choices, "No such tag or speaker"))

    # What is said

    def title(self, _desk: Desk) -> list[Run]:
        """Which marks, with which words, in which order."""
        order = ""
        if self._sort != "article" or self._reverse:
            order = f"by {_NAMES[self._sort]}{', reversed' if self._reverse else ''}"
        parts = (
            self._told,
            self._which(),
            quoted(self._words, 30) if self._words.strip() else "",
            order,
        )
        told: list[Run] = [(f" · {part}", "text") for part in parts if part]
        return [(" Marks of all articles", "heading"), *told]

    def _which(self) -> str:
        if self._speaker is not None:
            return quoted(self._speaker, 30)
        if self._value is not None:
            entered, value = self._value
            return f"{entered.name} {quoted(value, 30)}"
        if self._tag is None:
            return ""
        tag = self._tags.get(self._tag)
        return tag.path if tag else "notes without a tag"

    def counted(self) -> str:
        """How many rows."""
        return count(self._roll.count, "mark")

    def nothing(self, desk: Desk) -> str:
        """Why there is no row."""
        hint = desk.keymap.hint
        which = self._which()
        if self._words.strip():
            among = f" among {which}" if which else ""
            told = f"Nothing matches {quoted(self._words, 30)}{among}"
            if self._typing is not None:
                return told
            others = f"{hint('across-filter')} other words, {hint('across-choose')} other marks"
            return f"{told}: {others}"
        if self._told and not which:
            return f"No marks: {self._told} are shown"
        if which:
            return f"No marks of {which}: {hint('across-choose')} other marks"
        return f"No marks yet: tag something in an article; {hint('list-back')} back"

    def typing_hint(self) -> str:
        """What the keys do while the filter is typed."""
        return " words, note, speaker, tag, title · ↑ ↓ move · enter takes it · escape leaves"

    def heads(self) -> tuple[str, str, str, str, str, str, str]:
        """The columns, an arrow at the one that gives the order."""
        arrow = "▼" if self._reverse else "▲"
        tag, left, words, right, article, date, speaker = (
            f"{title} {arrow}" if name == self._sort else title
            for name, title in zip(_HEADS, _TITLES, strict=True)
        )
        return tag, left, words, right, article, date, speaker


_TITLES = ("Tag", "before", "Mark", "after", "Article", "Date", "Speaker")
_NAMES = {
    "article": "article",
    "tag": "tag",
    "speaker": "speaker",
    "left": "the words before",
    "words": "the words marked",
    "right": "the words after",
    "date": "date",
}
