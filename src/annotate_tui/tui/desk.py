"""Where the keys arrive: the open article, the modes above it, and what was last said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from annotate_tui.reading.jumps import Stop
from annotate_tui.reading.whose import Whose
from annotate_tui.services.settings import Settings
from annotate_tui.store.errors import LibraryError
from annotate_tui.store.library import Library
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.lines import Run
from annotate_tui.tui.session import Session
from annotate_tui.tui.trail import Trail
from annotate_tui.tui.view import View

if TYPE_CHECKING:
    from annotate_tui.loaders.options import Options
    from annotate_tui.reading.finding import Query
    from annotate_tui.services.suggesting import Offer
    from annotate_tui.tui.matches import Changed
    from annotate_tui.tui.shelf import Shelf

Lines = list[Sequence[Run]]

Remember = Callable[[Mapping[str, Any]], str]
"""Keeps settings by name for the next start; says in a sentence why it could not, else ""."""

Job = Callable[[], bool]
"""One slice of work for idle time, about 2 ms of it; True while there is more to do."""


def in_here(words: str) -> str:
    """What a loader says, for one who reads: in here no option can be given to a command."""
    return words.replace("say --allow-private", "open the program with --allow-private")


def sentence_of(error: Exception) -> str:
    """What to tell of an error: the sentence that it carries. Any other error is raised again."""
    # Needed only when something went wrong; the first picture does without.
    from annotate_tui.loaders.errors import LoadError
    from annotate_tui.services.codebook import CodebookError
    from annotate_tui.services.marking import FieldError, MarkError

    if isinstance(error, LoadError):
        return in_here(str(error))
    if isinstance(error, (LibraryError, MarkError, FieldError, CodebookError)):
        return str(error)
    raise error


_UNKEPT = "the moved edge was not kept"
_Moved = tuple["Session", "Offer", int]
"""An open article, the suggestion in it whose edges were moved, how many were decided by then."""


def _moved(session: Session | None) -> _Moved | None:
    if session is None or session.suggested is None or not session.edges_moved:
        return None
    return session, session.suggested, len(session.offers.steps)


def _left(moved: _Moved, session: Session | None) -> bool:
    """Whether that suggestion is in focus no more, and nothing was made of it."""
    before, offer, decided = moved
    return session is before and session.suggested != offer and len(session.offers.steps) == decided


class Mode(Protocol):
    """Something that takes the keys while it is open: a prompt, a menu, a form, the library."""

    whole: bool
    """Whether it takes the whole page instead of a box over it."""

    def key(self, desk: Desk, key: str, character: str | None) -> None:
        """Take one key."""

    def paste(self, desk: Desk, words: str) -> None:
        """Take pasted text."""

    def close(self, desk: Desk) -> None:
        """Keep what was typed and be gone: escape, or a lost connection."""

    def bars(self, desk: Desk) -> tuple[Sequence[Run], Sequence[Run]] | None:
        """The two rows below the page; None leaves them to the reader."""

    def lines(self, desk: Desk, width: int, height: int) -> Lines:
        """What to draw, at most ``height`` lines."""


@runtime_checkable
class Renewed(Protocol):
    """A mode that shows what the library holds, and reads it again when others have written."""

    def renew(self, desk: Desk) -> None:
        """What was read may be out of date."""


@runtime_checkable
class Beside(Protocol):
    """A mode that stands beside the text while it is open, in place of a list that stood there."""

    def needed(self, desk: Desk, width: int) -> int:
        """How many lines it would take at that width."""


@runtime_checkable
class Lights(Protocol):
    """A list beside the text that lights what differs from another version while it stands there."""

    def lit(self, desk: Desk) -> Changed | None:
        """What is lit in the open text; the same object as long as nothing has changed."""


class Desk:
    """Holds what every action needs. It does not know what the actions do.

    ``fallback`` takes the keys while no mode is open, and opens one where no article is. ``side``
    stands beside the text, and takes the keys in its place while ``side_focused`` is true and no
    mode is open. ``pending`` names what the same key would do if it came again at once; at that key
    it stands in ``armed``. ``stood`` is what was said before the key that came last.
    ``made`` holds the ids of the marks made in this sitting, ``drafts`` words that could not be
    written, by what they were for, ``jobs`` the work for idle time by name, ``searches`` what was
    searched for, the last one last, ``shelf`` the library as it was listed last.
    ``lists`` keeps by name the lists over the whole library that are opened again as they were left.
    ``trail`` knows the jumps, ``zen`` is whether nothing but the text is wanted on the screen.
    ``last_key`` is when a key came last, by the monotonic clock in seconds. ``taken_up`` holds the
    ids of other coders' marks that one has said to change. ``options`` say how sources are
    read, None as usual. ``under_way`` tells what is being read behind the screen, by its job.
    """

    def __init__(
        self,
        library: Library,
        view: View,
        fallback: Callable[[Desk, str, str | None], None],
        settings: Settings | None = None,
        remember: Remember | None = None,
    ) -> None:
        self.library = library
        self.settings = settings or Settings()
        self.keymap = Keymap(self.settings.keys)
        self.view = view
        self.session: Session | None = None
        self.modes: list[Mode] = []
        self.side: Mode | None = None
        self.side_focused = False
        self.said = ""
        self.stood = ""
        self.pending = ""
        self.armed = ""
        self.made: set[str] = set()
        self.drafts: dict[str, str] = {}
        self.jobs: dict[str, Job] = {}
        self.searches: list[Query] = []
        self.lists: dict[str, Mode] = {}
        self.trail = Trail()
        self.zen = False
        self.shelf: Shelf | None = None
        self.last_key = 0.0
        self.taken_up: set[str] = set()
        self.options: Options | None = None
        self.under_way: dict[str, str] = {}
        self._fallback = fallback
        self._remember = remember
        self._unkept = ""
        self._told = ""
        self._only: str | None = None

    def key(self, key: str, character: str | None) -> None:
        """Take one key: the top mode's, else the reader's. What goes wrong is told, never raised."""

        def act() -> None:
            if key == "ctrl+q":
                self.view.quit()
            elif key.startswith("ctrl+") and self.keymap.keys("reader").get(key) == "suspend":
                # Back to the shell from wherever one is; what is being typed waits.
                self.suspend()
            elif (mode := self.taking) is not None:
                mode.key(self, key, character)
            else:
                self._fallback(self, key, character)

        self._take(act)

    def suspend(self) -> None:
        """Save where reading stands and give the terminal back to the shell."""
        if self.session is not None:
            self.session.save_position()
        self.view.suspend_program()

    def point(self, act: Callable[[], None]) -> None:
        """Do what the mouse means, as a key does what it means: the first of two keys is forgotten."""
        self.keymap.prefix = ""
        if self.session is not None:
            self.session.edge_step = None
        self._take(act)

    def _take(self, act: Callable[[], None]) -> None:
        self.stood, self.said = self.said, ""
        self._unkept = ""
        self.last_key = monotonic()
        self.armed, self.pending = self.pending, ""
        before, moved = self._here(), _moved(self.session)
        try:
            act()
            if self.session is None and not self.modes:
                # What stood over an article that has gone was left.
                self._fallback(self, "", None)
        except (LibraryError, ValueError) as error:
            self.say(sentence_of(error))
        if moved is not None and _left(moved, self.session):
            self.say("; ".join(filter(None, (self.said.rstrip("."), _UNKEPT))))
        self._never_nothing()
        self.trail.after_key(before, self._here(), self.taking is not None, self.view.seen)

    def _never_nothing(self) -> None:
        # The article below a list can be gone by the time the list is left: without an article and
        # without a mode the reader itself knows what to show.
        if self.session is not None or self.modes:
            return
        said = self.said
        try:
            self._fallback(self, "", None)
        except (LibraryError, ValueError) as error:
            said = said or sentence_of(error)
        self.say(said)

    def _here(self) -> Stop | None:
        session = self.session
        if session is None:
            return None
        return Stop(session.article.id, session.text.id, *session.reading.span)

    def paste(self, words: str) -> None:
        """Take pasted text; the reader does not type, so there it is only explained."""
        self.pending = ""
        if (mode := self.taking) is not None:
            mode.paste(self, words)
        else:
            note = self.keymap.hint("note")
            self.say(f"Pasted text is ignored here; {note} opens a note to paste into.")

    @property
    def taking(self) -> Mode | None:
        """What takes the keys: the top mode, else the side that has them, else None: the reader."""
        if self.modes:
            return self.modes[-1]
        return self.side if self.side_focused else None

    @property
    def beside(self) -> Mode | None:
        """What stands beside the text: the topmost mode that does, else the side; None: nothing."""
        found = (mode for mode in reversed(self.modes) if isinstance(mode, Beside))
        return next(found, self.side)

    def say(self, words: str) -> None:
        """Tell one thing; it stands until the next key."""
        self.said = f"{words}; {self._unkept}" if words and self._unkept else words or self._unkept

    def change(self, **values: object) -> None:
        """Change settings by name, on the screen at once and for the next start.

        Where they cannot be kept, they hold until the end of the program: that is said once, also
        when the caller says something afterwards. Raises TypeError for a name that is no setting.
        """
        changed: dict[str, Any] = dict(values)
        self.settings = replace(self.settings, **changed)
        self.view.settings_changed()
        if self.session is not None and ("suggestions" in changed or "doubtful" in changed):
            self.session.show_offers(self.offers_shown, doubtful=self.settings.doubtful)
        if "blind" in changed:
            # One who has coded blind sees everybody's marks afterwards.
            self.show_marks_of(None)
        unkept = self._remember(values) if self._remember is not None else ""
        if unkept and unkept != self._told:
            self._told = self._unkept = unkept
            self.say(self.said)

    def set_zen(self, zen: bool) -> None:
        """Nothing but the text, or everything again."""
        self.zen = zen
        if self.session is not None:
            self.session.show_offers(self.offers_shown, doubtful=self.settings.doubtful)

    @property
    def offers_shown(self) -> bool:
        """Whether suggestions are: not where no line says what a key would keep."""
        return self.settings.suggestions and not self.zen

    @property
    def whose(self) -> Whose:
        """Whose marks are shown, everywhere."""
        return Whose(self.library.coder, self._only, self.settings.blind)

    def show_marks_of(self, coder: str | None) -> None:
        """Show that coder's marks only, or everybody's (None); blind, one's own stay alone.

        Raises LibraryError.
        """
        self._only = coder
        if self.session is not None:
            self.session.show(self.whose)
        if self.shelf is not None:
            self.shelf.count_marks_of(self.whose.coders)

    def renew(self) -> None:
        """Another program has written: what is open is read again. Raises LibraryError."""
        session = self.session
        if session is not None:
            before = session.article.text_id
            session.reload()
            if session.article.text_id not in (before, session.text.id):
                goes = self.keymap.hint("other-text")
                self.say(f"This article has a new version; {goes} goes through its versions")
        for mode in {id(mode): mode for mode in (*self.modes, *self.lists.values())}.values():
            if isinstance(mode, Renewed):
                mode.renew(self)

    def later(self, name: str, job: Job) -> None:
        """Do a job in idle time, in place of an unfinished one of the same name."""
        self.jobs.pop(name, None)
        self.jobs[name] = job

    def work(self) -> bool:
        """One slice of the job that waits longest; gives whether it is done with that."""
        name = next(iter(self.jobs), None)
        if name is None:
            return False
        job = self.jobs[name]
        try:
            more = job()
        except LibraryError as error:
            self.say(str(error))
            more = False
        if self.jobs.get(name) is job:
            # What is not done goes behind the others: a long job must not hold up a short one.
            del self.jobs[name]
            if more:
                self.jobs[name] = job
        return not more

    def open(self, mode: Mode) -> None:
        """Give the keys to a mode."""
        self.modes.append(mode)

    def drop(self, mode: Mode) -> None:
        """Take a mode away; those above it go with it."""
        if mode in self.modes:
            del self.modes[self.modes.index(mode) :]

    def open_side(self, side: Mode) -> None:
        """Stand a list beside the text, in place of another one, and give it the keys."""
        self.side, self.side_focused = side, True

    def close_side(self) -> None:
        """Nothing beside the text; the keys are the text's."""
        self.side, self.side_focused = None, False

    def keep_all(self) -> None:
        """Close every mode as escape would and save the position: nothing typed is lost.

        What stands beside the text stays, the keys are the text's. What cannot be written is told,
        and does not keep the rest from being kept.
        """
        while self.modes:
            mode = self.modes[-1]
            try:
                mode.close(self)
            except (LibraryError, ValueError) as error:
                self.say(sentence_of(error))
            self.drop(mode)
        self.side_focused = False
        if self.session is not None:
            self.session.save_position()
