"""Footnotes out of the stream of markdown-it's tokens, every one of them, to stand at the end.

The plugin's own move to the end drops notes that nothing refers to, the first of two with one
label, and breaks where one definition stands inside another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token


class Note(NamedTuple):
    """A footnote as it is drawn: ``[label]`` and what it says."""

    label: str
    tokens: list[Token]


def take_notes(tokens: Sequence[Token], env: Mapping[str, Any]) -> tuple[list[Token], list[Note]]:
    """The tokens without the definitions of footnotes, and the notes in the order of their numbers.

    Notes that nothing refers to come last, under their own labels.
    """
    from markdown_it.token import Token

    body: list[Token] = []
    opened: list[Note] = []
    defined: list[Note] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            opened.append(Note(str(token.meta["label"]), []))
            defined.append(opened[-1])
        elif token.type == "footnote_reference_close":
            opened.pop()
        else:
            (opened[-1].tokens if opened else body).append(token)
    known = env.get("footnotes", {"refs": {}, "list": {}})
    numbers: Mapping[str, int] = known["refs"]
    notes: list[Note] = []
    for number, said in sorted(known["list"].items()):
        if "tokens" in said:
            inline = Token("inline", "", 0, children=said["tokens"])
            notes.append(Note(str(number + 1), [inline]))
        notes += [
            Note(str(number + 1), note.tokens)
            for note in defined
            if numbers.get(f":{note.label}") == number
        ]
    notes += [note for note in defined if numbers.get(f":{note.label}", -1) < 0]
    return body, notes
