"""Other keys for the program's actions: which of the wanted ones can be had, and why not the others.

Every action that nobody mentions keeps all its keys, and one whose wanted keys are all refused
keeps those it had. What wins never depends on the order in which the wishes are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotate_tui.tui.bindings import KEYS, Key
from annotate_tui.tui.keymap import WITHIN, plain_key

NAMED = frozenset(
    "space enter tab escape backspace delete insert home end pageup pagedown up down left right".split()
    + [f"f{n}" for n in range(1, 25)]
)
"""Keys that type no character, as Textual names them."""

_OTHER_NAMES = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
    "ins": "insert", " ": "space", "page_up": "pageup", "page_down": "pagedown",
}  # fmt: skip
_LETTER = re.compile(r"(upper|lower)_(\w)$")
_SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
}
_RESERVED = {
    "ctrl+q": "ctrl+q always quits",
    "ctrl+c": "ctrl+c is kept for leaving what is open",
}


class KeyNameError(ValueError):
    """A key that cannot be had; the message says why, without the key."""


class Refused(NamedTuple):
    """A wish that was not granted: for which action, and a sentence."""

    id: str
    sentence: str


def key_named(name: str) -> str:
    """The key as the table of bindings writes it. Raises KeyNameError.

    A character stands for itself; other keys are named as Textual names them, with "ctrl+" and
    "shift+" before them; two keys that are pressed one after the other stand with a blank between.
    """
    if name.strip() and " " in name.strip():
        strokes = name.split()
        if len(strokes) > 2:
            raise KeyNameError("at most two keys can be pressed one after the other")
        return " ".join(_stroke(stroke) for stroke in strokes)
    return _stroke(name if name == " " else name.strip())


def _stroke(name: str) -> str:
    if len(name) == 1:
        if not name.isprintable():
            raise KeyNameError("it is no character that can be typed")
        return "space" if name == " " else name
    *signs, last = name[:-1].split("+") if name.endswith("++") else name.split("+")
    last = "+" if name.endswith("++") else last
    if len(last) > 1:
        last = _OTHER_NAMES.get(last.casefold(), last.casefold())
        last = _LETTER.sub(lambda m: m[2].upper() if m[1] == "upper" else m[2], last)
        last = plain_key(last, None)
    held = [sign.casefold() for sign in signs if sign]
    if held:
        return _held(held, last)
    if len(last) == 1 or last in NAMED:
        return last
    if len(name) == 2:
        raise KeyNameError(f'two keys one after the other are written "{name[0]} {name[1]}"')
    raise KeyNameError(
        'a key is a character, or a name such as "space", "pagedown", "f5", "ctrl+x", "shift+left"'
        if name
        else "it is empty; [] leaves an action without a key"
    )


def _held(held: Sequence[str], last: str) -> str:
    if "alt" in held or "meta" in held:
        raise KeyNameError(f"terminals send alt with a key as escape and then {last}")
    unknown = [one for one in held if one not in ("ctrl", "shift")]
    if unknown:
        raise KeyNameError(f'"{unknown[0]}+" is not known, only "ctrl+" and "shift+"')
    if len(last) == 1 and "shift" in held:
        raise KeyNameError("write the character that shift makes of it, such as a capital letter")
    if f"ctrl+{last.lower()}" in _SENT_AS and len(last) == 1:
        raise KeyNameError(f"terminals send it as {_SENT_AS[f'ctrl+{last.lower()}']}")
    if len(last) == 1 and not (last.isascii() and last.isalpha()):
        raise KeyNameError("terminals send ctrl with a letter only")
    if len(last) != 1 and last not in NAMED:
        raise KeyNameError(f'there is no key "{last}"')
    signs = "+".join(one for one in ("ctrl", "shift") if one in held)
    key = f"{signs}+{last.lower()}"
    if key in _RESERVED:
        raise KeyNameError(_RESERVED[key])
    return key


def remapped(
    wishes: Mapping[str, Sequence[str]], table: Sequence[Key] = KEYS
) -> tuple[dict[str, tuple[str, ...]], list[Refused]]:
    """The keys that the actions in ``wishes`` get, and what was refused.

    Actions whose wishes are all refused are not among the former.
    """
    refused = list(_unknown(wishes, table))
    wanted: dict[str, tuple[str, ...]] = {}
    for binding in table:
        if binding.id in wishes:
            keys = []
            for name in wishes[binding.id]:
                try:
                    key = key_named(name)
                except KeyNameError as error:
                    # The way out that always works may be named beside others.
                    if name.casefold() == "ctrl+q" and "ctrl+q" in binding.keys:
                        keys.append("ctrl+q")
                    else:
                        refused.append(_refused(binding.id, f'"{name}" cannot be used: {error}'))
                else:
                    keys += [key] if key not in keys else []
            if keys or not wishes[binding.id]:
                wanted[binding.id] = tuple(keys)
    while True:
        given, clashes = _share_out(wanted, table)
        lost = [action_id for action_id, keys in wanted.items() if keys and not given[action_id]]
        if not lost:
            return given, refused + clashes
        # They keep the keys of the table, which may be in the way of other wishes: share out anew.
        refused += [clash for clash in clashes if clash.id in lost]
        for action_id in lost:
            del wanted[action_id]


def _unknown(wishes: Iterable[str], table: Sequence[Key]) -> Iterable[Refused]:
    known = [binding.id for binding in table]
    for action_id in wishes:
        if action_id not in known:
            from difflib import get_close_matches

            shown = action_id if len(action_id) <= 40 else f"{action_id[:39]}…"
            near = get_close_matches(action_id, known, n=1, cutoff=0.6)
            hint = f"did you mean {near[0]}?" if near else "'annotate config --keys' lists them."
            yield Refused(action_id, f'there is no action "{shown}"; {hint}')


def _refused(action_id: str, why: str) -> Refused:
    return Refused(action_id, f"keys.{action_id}: {why}.")


def _share_out(
    wanted: Mapping[str, Sequence[str]], table: Sequence[Key]
) -> tuple[dict[str, tuple[str, ...]], list[Refused]]:
    held: list[tuple[str, Key]] = [
        (key, binding) for binding in table if binding.id not in wanted for key in binding.keys
    ]
    given: dict[str, tuple[str, ...]] = {}
    clashes: list[Refused] = []
    for binding in table:
        if binding.id not in wanted:
            continue
        keys: list[str] = []
        for key in wanted[binding.id]:
            why = next(filter(None, (_clash(key, binding, *one) for one in held)), "")
            if why:
                clashes.append(_refused(binding.id, f'"{key}" {why}'))
            else:
                keys.append(key)
                held.append((key, binding))
        given[binding.id] = tuple(keys)
    return given, clashes


def _clash(key: str, binding: Key, other_key: str, other: Key) -> str:
    """Why a binding cannot have a key beside a key that another one has; "" where it can."""
    if not meet(binding.context, other.context):
        return ""
    whose = "one of its own" if other.id == binding.id else f"a key of {other.id}"
    if key == other_key:
        return f"is {whose} already"
    if other_key.startswith(f"{key} "):
        return f'is the beginning of "{other_key}", {whose}'
    if key.startswith(f"{other_key} "):
        return f'begins with "{other_key}", {whose}'
    return ""


def meet(one: str, other: str) -> bool:
    """Whether the keys of two contexts can be pressed at the same place."""
    return one == other or WITHIN.get(one) == other or WITHIN.get(other) == one
