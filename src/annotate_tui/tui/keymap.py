"""From keys to the ids of actions: the bindings as they are in force, and how keys are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotate_tui.model import Tag
from annotate_tui.tui.bindings import KEYS, Key

if TYPE_CHECKING:
    from annotate_tui.tui.remapping import Refused

WITHIN = {
    "library": "lists",
    "across": "lists",
    "list": "lists",
    "contents": "lists",
    "help": "lists",
    "codebook": "lists",
    "fields": "lists",
    "values": "lists",
    "changes": "lists",
    "flagged": "lists",
}
"""The context whose keys also work in another one."""


class Keymap:
    """The bindings in force. ``prefix`` is the first key of two, while the second is awaited;
    ``chosen`` an action that was chosen by name, and is the next one whatever the key.

    ``wishes`` gives some ids other keys than the table's; ``refused`` are those that cannot be had.
    """

    def __init__(self, wishes: Mapping[str, Sequence[str]] | None = None) -> None:
        changed: Mapping[str, Sequence[str]] = {}
        self.refused: Sequence[Refused] = ()
        if wishes:
            # Imported by the few who remap: the first picture waits for it.
            from annotate_tui.tui.remapping import remapped

            changed, self.refused = remapped(wishes)
        self.bindings: tuple[Key, ...] = tuple(
            binding._replace(keys=tuple(changed[binding.id])) if binding.id in changed else binding
            for binding in KEYS
        )
        self.prefix = ""
        self.chosen = ""
        self._before = ""
        self._ids: dict[str, dict[str, str]] = {}
        self._first: dict[str, str] = {}
        for binding in self.bindings:
            self._first[binding.id] = shown(binding.keys[:1])
            known = self._ids.setdefault(binding.context, {})
            for key in binding.keys:
                known.setdefault(key, binding.id)

    def action(self, context: str, key: str, character: str | None) -> str:
        """The id of what a key does there, "" for nothing, "prefix" for the first key of two."""
        if self.chosen:
            chosen, self.chosen = self.chosen, ""
            return chosen
        pressed = plain_key(key, character)
        before, self.prefix = self.prefix, ""
        self._before = before
        if before:
            return self._find(context, f"{before} {pressed}")
        found = self._find(context, pressed)
        if not found and self.after(context, pressed):
            self.prefix = pressed
            return "prefix"
        return found

    def no_use(self, key: str, character: str | None, helps: str = "list-help") -> str:
        """What to say of the key that did nothing just now; ``helps`` is the id of help there.

        Nothing of an escape that gives up the first key of two.
        """
        if self._before and key == "escape":
            return ""
        pressed = character if character and character.isprintable() else key
        first = shown([self._before]) if self._before else ""
        return f"{first}{pressed} does nothing here; {self.hint(helps)} shows what can be done."

    def after(self, context: str, prefix: str) -> list[Key]:
        """The bindings of that context whose keys begin with ``prefix`` and go on."""
        return [b for b in self.within(context) if any(k.startswith(f"{prefix} ") for k in b.keys)]

    def within(self, context: str) -> list[Key]:
        """The bindings that work in that context."""
        contexts = (context, WITHIN.get(context))
        return [binding for binding in self.bindings if binding.context in contexts]

    def keys(self, context: str) -> Mapping[str, str]:
        """Which id each key stands for in that context."""
        return {**self._ids.get(WITHIN.get(context, ""), {}), **self._ids.get(context, {})}

    def shown(self, action_id: str) -> str:
        """The keys of an action as they are written for people: "j ↓"."""
        return next((shown(b.keys) for b in self.bindings if b.id == action_id), "")

    def hint(self, action_id: str) -> str:
        """The key to name in a sentence: the action's first; without one, its name in the palette.

        Every sentence that names a key takes it from here, so that it stays true after remapping.
        """
        if first := self._first.get(action_id):
            return first
        palette = "" if action_id == "palette" else self.hint("palette")
        return f"{palette} {action_id}".strip()

    def hints(self, *action_ids: str) -> str:
        """The first keys of several actions, those without one left out: "j k"."""
        return " ".join(filter(None, (self._first.get(one, "") for one in action_ids)))

    def _find(self, context: str, key: str) -> str:
        found = self._ids.get(context, {}).get(key)
        return found or self._ids.get(WITHIN.get(context, ""), {}).get(key, "")


def shown(keys: Iterable[str]) -> str:
    """Keys as they are written for people."""
    return " ".join(_shown(key) for key in keys)


def _shown(key: str) -> str:
    if " " in key:
        return "".join(map(_shown, key.split()))
    *held, name = key.split("+") if len(key) > 1 else [key]
    signs = "".join(_HELD.get(one, f"{one}+") for one in held)
    return signs + _SIGNS.get(name, name)


_HELD = {"shift": "⇧", "ctrl": "⌃", "alt": "⌥"}
_SIGNS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}

_CHARACTERS = {
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "full_stop": ".",
    "comma": ",",
    "quotation_mark": '"',
    "number_sign": "#",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "slash": "/",
    "asterisk": "*",
    "exclamation_mark": "!",
    "question_mark": "?",
    "colon": ":",
    "semicolon": ";",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
}
"""Textual's names of keys that type a character."""


def plain_key(key: str, character: str | None) -> str:
    """The key as the table names it: terminals differ in how they report printable ones."""
    if character and character.isprintable() and not key.startswith(("ctrl+", "alt+")):
        return "space" if character == " " else character
    return _CHARACTERS.get(key, key)


def tag_keys(tags: Iterable[Tag], keymap: Keymap) -> tuple[dict[str, Tag], list[str]]:
    """The tags' own keys, and a sentence for each tag whose key something else has.

    The program's keys win over a tag's, an earlier tag's over a later one's.
    """
    reserved = keymap.keys("reader")
    keys: dict[str, Tag] = {}
    clashes: list[str] = []
    picks = f"{keymap.hint('pick-tag')} picks the tag."
    for tag in tags:
        if not tag.key or tag.archived_at:
            continue
        pressed = plain_key(tag.key, tag.key)
        if pressed in reserved or keymap.after("reader", pressed):
            clashes.append(f"The key {tag.key} of {tag.path} is the reader's own; {picks}")
        elif tag.key in keys:
            clashes.append(f"The key {tag.key} of {tag.path} is {keys[tag.key].path}'s; {picks}")
        else:
            keys[tag.key] = tag
    return keys, clashes
