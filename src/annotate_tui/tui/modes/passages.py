"""Search in all articles and marks: results as one types, best first, in context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from annotate_tui.reading.line import Line
from annotate_tui.store.search import KINDS, Hit, Hits
from annotate_tui.tui.concordance import TABLE, Concordance, Entry
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.lines import Run
from annotate_tui.tui.modes.picker import Choice, Picker
from annotate_tui.tui.status import Foot
from annotate_tui.tui.table import Table
from annotate_tui.tui.words import count, quoted

Open = Callable[[Desk, "Passages", Hit, str], None]
SLOW = 0.045
"""Seconds of a search from which the next one waits until nobody types."""
STILL = 0.08
"""Seconds without a key after which such a search is made."""
AGAIN = 1.0
"""Seconds between two searches of what is still being indexed."""
JOB = "passages"
_NEAR = 100
_PLURALS = {"title": "titles", "text": "texts", "mark": "marks", "note": "notes"}


class Passages(Concordance):
    """A field to type in and what it finds. It is kept, so that one comes back to the results."""

    about = "What was found in titles, texts, marks and notes, the best first."
    label = "Search all articles"
    table = Table(TABLE.columns[:4])

    def __init__(self, open_passage: Open) -> None:
        super().__init__()
        self._open = open_passage
        self._typing = Line()
        self._kind = ""
        self._hits: Hits | None = None
        self._found: dict[int, Hit] = {}
        self._searched: tuple[str, str] | None = None
        self._coders: tuple[str, ...] | None = None
        self._told = ""
        self._seq = -1
        self._took = 0.0
        self._when = 0.0
        self._before = ""

    def renew(self, _desk: Desk) -> None:
        """Another program has written: search again when it is next seen."""
        self._seq = -1

    # Searching

    def look(self, desk: Desk) -> None:
        """Search for what is typed by now, unless that takes long and somebody types on."""
        if not self._is_due(desk):
            return
        if self._took > SLOW and monotonic() - desk.last_key < STILL:
            desk.later(JOB, lambda: self._wait(desk))
        else:
            self._search(desk)

    def _is_due(self, desk: Desk) -> bool:
        if (
            self._is_asked
            or self._seq != desk.library.last_seq()
            or self._coders != desk.whose.coders
        ):
            return True
        # What goes on being indexed is no reason to hold up a key.
        unsearched = self._hits.unsearched if self._hits is not None else 0
        now = monotonic()
        rests = now - desk.last_key > STILL and now - self._when > AGAIN
        return bool(unsearched) and rests and not desk.library.read_only

    @property
    def _is_asked(self) -> bool:
        """Whether other words, or another kind, were asked for than were searched for."""
        return (self._words, self._kind) != self._searched

    def _wait(self, desk: Desk) -> bool:
        if self not in desk.modes:
            return False
        if monotonic() - desk.last_key < STILL:
            return True
        if self._is_due(desk):
            self._search(desk)
        return False

    def _search(self, desk: Desk) -> None:
        again = self._searched == (self._words, self._kind)
        chosen = self._found.get(self._roll.at) if again else None
        began = monotonic()
        self._seq = desk.library.last_seq()
        self._searched = (self._words, self._kind)
        self._coders, self._told = desk.whose.coders, desk.whose.told
        kinds = (self._kind,) if self._kind else None
        self._hits = desk.library.search(self._words, kinds=kinds, coders=self._coders)
        self._when = monotonic()
        self._took = self._when - began
        at = self._roll.at if again else 0
        self._found.clear()
        self.changed(self._hits.count, at)
        if chosen is not None:
            self._follow(desk, chosen, at)

    def _follow(self, desk: Desk, chosen: Hit, at: int) -> None:
        """What was chosen stays so, where it has not gone far up or down."""
        low = max(0, at - _NEAR)
        for row, entry in enumerate(self.read(desk, low, 2 * _NEAR), low):
            if entry.id == _id(chosen):
                self._roll = self._roll.to(row)
                return

    def read(self, _desk: Desk, start: int, n: int) -> Sequence[Entry]:
        """The hits of a window."""
        found = self._hits.rows(start, n) if self._hits is not None else []
        if len(found) == n:
            self._found.update(enumerate(found, start))
        return [
            Entry(
                _id(hit),
                hit.kind,
                "",
                hit.left,
                hit.words,
                hit.right,
                hit.title,
                hit.published,
            )
            for hit in found
        ]

    # Keys

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """As in all such lists; what acts on a row waits for the search."""
        types = self._typing is not None and self._typing.key(key, character) is not None
        if not types and self._is_asked:
            self._search(desk)
        super().key(desk, key, character)

    def enter(self, desk: Desk) -> None:
        """Open the chosen passage in its article."""
        found = self._hits.rows(self._roll.at, 1) if self._hits is not None else []
        if found:
            self._open(desk, self, found[0], self._words)
        else:
            self._seq = -1
            desk.say("This has gone from the library meanwhile.")

    def act(self, desk: Desk, action_id: str) -> None:
        """Only one kind of what is found; there is no other order."""
        if action_id == "across-choose":
            self._choose(desk)
        else:
            desk.say("What is found stands best first; there is no other order.")

    def _choose(self, desk: Desk) -> None:
        def choice(name: str, kind: str) -> Choice:
            def take(desk: Desk) -> None:
                self._kind = kind
                self.look(desk)

            kinds = (kind,) if kind else None
            found = desk.library.search(self._words, kinds=kinds, coders=desk.whose.coders)
            return Choice(name, (), f"{found.count:,}", take)

        choices = [choice("all that is found", "")]
        choices += [choice(f"only in {_PLURALS[kind]}", kind) for kind in KINDS]
        desk.open(Picker("Which", choices, "No such kind"))

    def begin(self, desk: Desk) -> None:
        """Change the words."""
        super().begin(desk)
        self._before = self._words

    def take_words(self, _desk: Desk, words: str) -> None:
        """What is searched for from now on."""
        self._words = words

    def typed(self, desk: Desk) -> None:
        """Go to the results, where there are any."""
        if self._roll.count:
            super().typed(desk)
        else:
            desk.say(self.nothing(desk))

    def untyped(self, desk: Desk) -> None:
        """Back to the results of before, else back to where one was."""
        super().untyped(desk)
        self._words = self._before
        if not self._before.strip():
            self.close(desk)

    def close(self, desk: Desk) -> None:
        """Back to where one was."""
        desk.jobs.pop(JOB, None)
        super().close(desk)

    # What is said

    def foot(self) -> list[Foot]:
        """The most useful keys."""
        return [
            (("across-open",), "open"),
            (("across-filter",), "other words"),
            (("across-choose",), "which"),
            (("list-back",), "back"),
            (("list-help",), "help"),
        ]

    def title(self, desk: Desk) -> list[Run]:
        """What was searched for, and in what."""
        runs: list[Run] = [(" Search", "heading")]
        if self._words.strip():
            runs.append((f" {quoted(self._words, 40)}", "text"))
        if self._kind:
            runs.append((f" · only {_PLURALS[self._kind]}", "text"))
        if self._told:
            runs.append((f" · {self._told}", "text"))
        left = self._hits.unsearched if self._hits is not None else 0
        if left and self._words.strip():
            why = "not searched: the file is read-only" if desk.library.read_only else "to go"
            still = "" if desk.library.read_only else "still indexing… "
            runs.append((f" · {still}{left:,} {why}", "dim-text"))
        return runs

    def counted(self) -> str:
        """How many results."""
        if self._is_asked and self._words.strip():
            return "searching…"
        if not self._words.strip():
            return ""
        return f"{count(self._roll.count, 'place')} found" if self._roll.count else "nothing found"

    def nothing(self, desk: Desk) -> str:
        """Why there is no row."""
        if not self._words.strip():
            return "Type words: they are looked for in all titles, texts, marks and notes."
        kind = f" in {_PLURALS[self._kind]}" if self._kind else ""
        told = f"Nothing matches {quoted(self._words, 30)}{kind}"
        if self._typing is not None:
            return told
        which = f", {desk.keymap.hint('across-choose')} elsewhere" if self._kind else ""
        return f"{told}: {desk.keymap.hint('across-filter')} other words{which}"

    def typing_hint(self) -> str:
        """What the keys do while words are typed."""
        return ' all words in one passage · "…" phrase · ↑ ↓ move · enter results · escape back'

    def heads(self) -> tuple[str, str, str, str, str, str, str]:
        """The columns."""
        return "Where", "before", "Found", "after", "Article", "Date", ""


def _id(hit: Hit) -> str:
    return f"{hit.kind} {hit.article_id} {hit.annotation_id} {hit.start}"
