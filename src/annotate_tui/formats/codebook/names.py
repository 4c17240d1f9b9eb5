"""The codebook as a plain list: one tag a line.

A line is a name, or a path ("claim/economy"). A line that is indented, by tabs or blanks (a tab
goes to the next multiple of eight), is below the nearest line above it that is indented less. One
bullet in front ("- ", "* ", "+ ", "• ", "1. ", "1) ") is no part of the name. What follows the
first ": ", or the first tab inside the line, is the description; a name that holds ": " itself
therefore has a tab behind it. Lines that are empty or begin with "#" are passed over.

Only names, the hierarchy and descriptions of one line can be written so; all else needs TOML.
"""

from __future__ import annotations

import re
from typing import NoReturn

from annotate_tui.formats.codebook.checks import one_line
from annotate_tui.formats.codebook.decoding import decoded
from annotate_tui.formats.codebook.errors import refuse
from annotate_tui.formats.codebook.growing import Node, Place, Said, Tree, codebook_of, shown
from annotate_tui.model import Codebook, Tag

SUFFIXES: tuple[str, ...] = (".txt", ".names")

_BULLET = re.compile(r"(?:[-*+•–]|\d{1,6}[.)])\s+")
_DESCRIBED = re.compile(":[ ]+")


def read(data: bytes, name: str, told: list[str] | None = None) -> Codebook:
    """The codebook in a list of names. Raises CodebookFileError."""

    def fail(place: Place, what: str) -> NoReturn:
        refuse(name, int(place[0]) if place else 0, what)

    tree = Tree()
    above: list[tuple[int, Node]] = []
    for number, line in enumerate(decoded(data, name).split("\n"), 1):
        words = line.lstrip()
        if not words or words.startswith("#"):
            continue
        place: Place = (number,)
        indent = len(line[: len(line) - len(words)].expandtabs(8))
        levels = [level for level, _ in above]
        while above and above[-1][0] >= indent:
            above.pop()
        if indent not in levels and len(levels) > len(above):
            fail(place, f"{shown(words)} is indented like none of the lines above it")
        bullet = _BULLET.match(words)
        path, description = _parts(words[bullet.end() :] if bullet else words)
        names = [
            one_line(one, f"name of the tag {shown(path)}", place, fail) for one in path.split("/")
        ]
        said = Said(place, description=description.strip())
        above.append((indent, tree.put(names, said, fail, above[-1][1] if above else None)))
    return codebook_of(tree, (), fail)


def _parts(words: str) -> tuple[str, str]:
    tab = words.find("\t")
    if tab >= 0:
        return words[:tab], words[tab + 1 :]
    found = _DESCRIBED.search(words)
    return (words[: found.start()], words[found.end() :]) if found else (words, "")


def write(codebook: Codebook) -> str:
    """The names, each level indented by two blanks; archived tags are left out."""
    standing = (tag for tag in codebook.tags if not tag.archived_at)
    return "".join(_line(tag) for tag in standing)


def _line(tag: Tag) -> str:
    name = tag.name
    if name.startswith("#") or _BULLET.match(name):
        name = f"- {name}"
    several = len(tag.description.strip().splitlines()) > 1
    description = "" if several else " ".join(tag.description.split())
    if ": " in name:
        name = f"{name}\t{description}"
    elif description:
        name = f"{name}: {description}"
    return "  " * tag.path.count("/") + name + "\n"
