"""Every action, article, tag, theme and switch by its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from annotate_tui.model import Tag
from annotate_tui.store.reader import Reader
from annotate_tui.store.titles import Titled, titled
from annotate_tui.tui.acts import opening, settling, tagging
from annotate_tui.tui.desk import Desk, Mode
from annotate_tui.tui.keymap import shown
from annotate_tui.tui.modes.picker import Choice, Picker

ARTICLES = 30
"""Articles offered at most for what is typed."""
_ALIASES = {
    "quit": ("q", "wq", "q!", "exit"),
    "list-quit": ("q", "wq", "q!", "exit", "quit"),
    "help": ("h", "keys"),
    "list-help": ("h", "keys", "help"),
    "export": ("e", "csv", "save", "w"),
    "search": ("find",),
    "add-article": ("add", "open", "o", "edit", "url"),
    "library-new": ("add", "open", "o", "url"),
    "refresh": ("reload", "update"),
    "changes": ("diff", "compare"),
    "contents": ("toc", "headings", "outline"),
    "theme": ("light", "dark", "colours"),
}


def open_palette(desk: Desk, context: str, act: Callable[[Desk, str], object]) -> None:
    """Open it over a context, whose actions ``act`` does by their ids."""

    def action(action_id: str) -> Callable[[Desk], None]:
        def run(desk: Desk) -> None:
            act(desk, action_id)

        return run

    choices = [
        Choice(b.help, (b.id, *_ALIASES.get(b.id, ())), shown(b.keys), action(b.id))
        for b in desk.keymap.within(context)
        if b.id not in ("palette", "list-palette")
    ]
    session = desk.session
    if session is not None and context == "reader":
        choices += [
            Choice(f"tag: {tag.path}", (tag.name,), session.key_of(tag), _tagger(tag))
            for tag in session.tags.values()
            if not tag.archived_at
        ]
        choices.append(Choice("library", ("articles",), "", opening.library))
    choices += _settings(desk)
    desk.open(Picker(":", choices, "No such command", _Articles(desk.library)))


def list_palette(desk: Desk, context: str, mode: Mode) -> None:
    """Open it over a list, which does what is chosen as if its key had been pressed."""

    def act(desk: Desk, action_id: str) -> None:
        desk.keymap.chosen = action_id
        try:
            mode.key(desk, "", None)
        finally:
            desk.keymap.chosen = ""

    open_palette(desk, context, act)


def _settings(desk: Desk) -> Iterator[Choice]:
    from annotate_tui.tui import themes

    now = themes.chosen(settling.theme_now(desk), os.environ).name
    for theme in [*themes.names(), themes.AUTO]:
        hint = "now" if theme == now else ""
        yield Choice(f"theme: {theme}", (), hint, _taking("theme", theme, f"Theme: {theme}"))
    for name, what in settling.SWITCHES.items():
        on = bool(getattr(desk.settings, name))
        turned = f"{what} {'off' if on else 'on'}"
        yield Choice(
            f"setting: {turned}",
            (name,),
            "",
            _taking(name, not on, f"{turned[:1].upper()}{turned[1:]}."),
        )


def _taking(name: str, value: object, said: str) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        desk.change(**{name: value})
        desk.say(said)

    return act


class _Articles:
    """Articles by words of their titles or by number, asked for as one types.

    Few that were found for fewer letters are looked through again, not the library: that a word
    is in no title at all takes 30 ms to find out among 100,000.
    """

    def __init__(self, library: Reader) -> None:
        self._library = library
        self._typed = ""
        self._found: list[Titled] = []

    def __call__(self, typed: str) -> list[Choice]:
        known = bool(self._typed) and typed.startswith(self._typed)
        if known and len(self._found) < ARTICLES and not any(map(str.isdigit, typed)):
            parts = typed.casefold().split()
            found = [f for f in self._found if all(p in f.title.casefold() for p in parts)]
        else:
            found = titled(self._library, typed, ARTICLES)
        self._typed, self._found = typed.strip() and typed, found
        return [
            Choice(f"article: {f.title or '(no title)'}", (), f"#{f.number}", _opener(f.id))
            for f in found
        ]


def _opener(article_id: str) -> Callable[[Desk], None]:
    return lambda desk: opening.show(desk, desk.library.article(article_id))


def _tagger(tag: Tag) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        session = desk.session
        if session is not None:
            session.edge_step = None
            tagging.press(desk, session, tag)

    return act
