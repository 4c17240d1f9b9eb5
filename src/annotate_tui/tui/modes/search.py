"""The line that asks what to search for: the first match shows while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotate_tui.model import Span
from annotate_tui.reading.finding import PatternError, Query, Search, Seek
from annotate_tui.reading.line import Line
from annotate_tui.tui.desk import Desk, Lines
from annotate_tui.tui.lines import Run, typed_runs
from annotate_tui.tui.session import Session
from annotate_tui.tui.status import hints

AT_ONCE = 0.045
"""Seconds that a key looks for the first match: longer than 13 million code points mostly take."""
ON_ENTER = 1.0
"""Seconds that enter waits for a match: the keys behind it may be meant for what it selects."""
SEEK_SLICE = 0.015
"""Seconds of looking in one slice of idle time: somebody waits for it, but may also type on."""
COUNT_SLICE = 0.002
"""Seconds of counting in one slice of idle time."""
JOB = "matches"

Found = tuple[Span, bool] | None
Taken = Callable[[Desk, Session, Search, Found], None]


def count_later(desk: Desk, session: Session, search: Search) -> None:
    """Count the matches: for a slice at once, the rest in idle time while they are lit."""

    def more() -> bool:
        return session.lit is search and search.count_more(COUNT_SLICE)

    desk.jobs.pop(JOB, None)
    if more():
        desk.later(JOB, more)


class SearchLine:
    """Types a search, goes to its first match from where reading stood, and lights all of them.

    ``tab`` turns regular expressions on and off, the arrows go through ``desk.searches``.
    ``enter`` hands the search and its match to ``taken``; an empty line is the last search.
    ``escape`` goes back to where reading stood.
    """

    whole = False

    def __init__(self, desk: Desk, session: Session, taken: Taken) -> None:
        self._session = session
        self._taken = taken
        self._line = Line()
        self._regular = False
        self._draft = Query("")
        self._at = len(desk.searches)
        self._before = session.reading
        self._lit_before = session.lit
        self._put_back = desk.view.keep_place()
        self._search: Search | None = None
        self._seek: Seek | None = None
        self._problem = ""

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Type, turn regular expressions on or off, take an earlier search, close."""
        if key == "enter":
            self._enter(desk)
        elif key in ("escape", "ctrl+c"):
            self.close(desk)
        elif key in ("tab", "shift+tab"):
            self._regular = not self._regular
            self._look(desk)
        elif key in ("up", "down"):
            self._earlier(desk, -1 if key == "up" else 1)
        elif (line := self._line.key(key, character)) is not None:
            self._type(desk, line)

    def paste(self, desk: Desk, words: str) -> None:
        """Pasted text goes in at the cursor."""
        self._type(desk, self._line.insert(words))

    def begin_with(self, desk: Desk, words: str) -> None:
        """Search for words that nobody typed; they are in the line, to be changed."""
        self._type(desk, Line.of(words))

    def close(self, desk: Desk) -> None:
        """Leave without searching: everything as it was."""
        desk.drop(self)
        self._return()
        self._session.lit = self._lit_before
        desk.jobs.pop(JOB, None)
        if self._lit_before is not None:
            count_later(desk, self._session, self._lit_before)

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]]:
        """The line with its cursor, what was found, and what the keys do."""
        typed = typed_runs(self._line)
        if not self._line.text and desk.searches:
            last = desk.searches[-1].words
            typed = [(last[:1], "cursor"), (last[1:], "dim")]
        told, role = self._told()
        keys = ["tab plain words" if self._regular else "tab regular expression"]
        if self._regular:
            keys.insert(0, "a blank is any space")
        if desk.searches:
            keys.append("↑ earlier")
        keys.append("enter takes · escape back")
        label = "/re/" if self._regular else "/"
        return [(f" {label} ", "title"), *typed, (f"  {told}" if told else "", role)], hints(
            " · ".join(keys)
        )

    def lines(self, _desk: Desk, _width: int, _height: int) -> Lines:
        """Nothing over the page."""
        return []

    def _told(self) -> tuple[str, str]:
        search, seek = self._search, self._seek
        if self._problem or (search is not None and search.problem):
            return self._problem or (search.problem if search else ""), "warning"
        if search is None or seek is None:
            return "", "dim"
        if not seek.over:
            return "searching…", "dim"
        if seek.found is None:
            return "not in this text", "warning"
        span, from_the_top = seek.found
        return search.told(span.start) + (", from the top" if from_the_top else ""), "bar"

    def _type(self, desk: Desk, line: Line) -> None:
        changed = line.text != self._line.text
        self._line = line
        if changed:
            self._at = len(desk.searches)
            self._look(desk)

    def _earlier(self, desk: Desk, step: int) -> None:
        to = self._at + step
        if not 0 <= to <= len(desk.searches):
            return
        if self._at == len(desk.searches):
            self._draft = Query(self._line.text, self._regular)
        self._at = to
        chosen = desk.searches[to] if to < len(desk.searches) else self._draft
        self._line, self._regular = Line.of(chosen.words), chosen.regular
        self._look(desk)

    def _look(self, desk: Desk) -> None:
        """Search for what is typed now, for as long as a key may take."""
        session, query = self._session, Query(self._line.text, self._regular)
        wider, self._search, self._seek, self._problem = self._search, None, None, ""
        desk.jobs.pop(JOB, None)
        session.lit = None
        if query.empty:
            self._return()
            return
        try:
            self._search = Search(session.document.text, query, wider)
        except PatternError as error:
            # Half a pattern is the rule while one is typed: the view stays where it is.
            self._problem = str(error)
            return
        session.lit = self._search
        self._seek = self._search.forward(self._origin(query))
        self._go_on(desk, AT_ONCE)

    def _origin(self, query: Query) -> int:
        # From a match of the same words the search goes on; elsewhere it begins at the selection.
        last = self._session.search
        again = last is not None and last.query == query and self._before.unit == "match"
        return self._before.start + again

    def _go_on(self, desk: Desk, seconds: float) -> None:
        search, seek = self._search, self._seek
        if search is None or seek is None:
            return
        if seek.step(seconds):
            desk.later(JOB, lambda: self._slice(desk, search, seek))
            return
        desk.jobs.pop(JOB, None)
        if seek.found is None:
            self._return()
        else:
            self._session.reading = self._before.select(seek.found[0], "match")
            count_later(desk, self._session, search)

    def _slice(self, desk: Desk, search: Search, seek: Seek) -> bool:
        if search is not self._search or self not in desk.modes:
            return False
        if seek.step(SEEK_SLICE):
            return True
        self._go_on(desk, 0)
        return False

    def _enter(self, desk: Desk) -> None:
        if Query(self._line.text).empty:
            if not desk.searches:
                self.close(desk)
                desk.say("Type words to search for.")
                return
            self._at = len(desk.searches)
            self._earlier(desk, -1)
        if self._search is None or self._seek is None:
            return
        if not self._seek.over:
            self._go_on(desk, ON_ENTER)
        if self._search.problem:
            return
        if not self._seek.over:
            self._problem = "not found yet: enter goes on looking"
            return
        desk.drop(self)
        self._taken(desk, self._session, self._search, self._seek.found)

    def _return(self) -> None:
        """Selection and window as they were."""
        session = self._session
        if session.reading != self._before:
            session.reading = self._before
            if session.reading.focus is not None and session.focused is None:
                session.rest()
            self._put_back()
