"""What a user has set once and for all: how the page looks, which keys, who codes, which library.

The values live in one TOML file. `load` reads it and never fails: a mistake is a `Problem`, and the
rest holds. `keep` in the module `keeping` writes one value back.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values in force.

    ``width`` is the measure of a line in cells (45 to 75 characters are comfortable: Bringhurst,
    The Elements of Typographic Style, 2.1.2), ``spacing`` the blank rows between two lines,
    ``cursor`` whether the terminal's own cursor stands at the selection, ``blind`` whether other
    coders' marks are hidden, ``suggestions`` whether the text shows what may be worth marking, and
    ``doubtful`` whether it shows what is more often wrong as well.
    ``keys`` gives ids of actions other keys. "" leaves a choice to the environment or the default.
    """

    theme: str = ""
    width: int = 72
    spacing: int = 0
    justify: bool = False
    mouse: bool = True
    cursor: bool = True
    blind: bool = False
    suggestions: bool = True
    doubtful: bool = False
    coder: str = ""
    database: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the file: its line, counted from 1 (0 where it has none), and a sentence."""

    line: int
    sentence: str

    def told(self, file: Path | str) -> str:
        """The mistake with its place."""
        return f"{file}{f', line {self.line}' if self.line else ''}: {self.sentence}"


def _no_line(*_path: str) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the values in force, where each comes from, and what is wrong with the file.

    ``path_from`` is the environment's variable that names the file, or "default";
    ``origins`` names the environment's variable, or "file", for every value that is no default;
    ``line_of`` says in which line of the file something stands ("width"; "keys", ID), else 0.
    """

    settings: Settings
    path: Path
    path_from: str = "default"
    problems: tuple[Problem, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    line_of: Callable[..., int] = _no_line


class BoundKey(NamedTuple):
    """An action of the reader: its id, where it works, its keys as the file writes them, its help."""

    id: str
    context: str
    keys: tuple[str, ...]
    help: str


class Checked(NamedTuple):
    """What is wrong with the file, in the order of its lines; every key that is bound; the theme."""

    problems: Sequence[Problem]
    bound: Sequence[BoundKey]
    theme: str


VARIABLES = {"theme": "TEXTUAL_THEME", "coder": "ANNOTATE_CODER", "database": "ANNOTATE_DB"}
"""The settings that the environment can name; it wins over the file."""


def place() -> Path:
    """The file: ``ANNOTATE_CONFIG``, else ``settings.toml`` in the user's config directory."""
    named = os.environ.get("ANNOTATE_CONFIG", "")
    if named:
        return Path(named).expanduser()
    if sys.platform == "linux":
        # As platformdirs gives it, without 10 ms of imports before the first picture.
        base = os.environ.get("XDG_CONFIG_HOME", "").strip()
        folder = Path(base) if base else Path("~/.config").expanduser()
        return folder / "annotate" / "settings.toml"
    from platformdirs import user_config_path

    return user_config_path("annotate", appauthor=False) / "settings.toml"


def load() -> Loaded:
    """The values in force, from the environment, the file and the defaults. Never raises."""
    try:
        path = place()
    except RuntimeError:
        # No home directory can be found: there is no file then.
        path = Path("settings.toml")
    path_from = "ANNOTATE_CONFIG" if os.environ.get("ANNOTATE_CONFIG") else "default"
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
    line_of: Callable[..., int] = _no_line
    if os.path.lexists(path):
        # Needed only by those who have set something: tomllib is 5 ms of imports.
        from annotate_tui.services.settings.reading import read

        found = read(path)
        values, problems, line_of = found.values, found.problems, found.line_of
        origins = dict.fromkeys(values, "file")
    for name, variable in VARIABLES.items():
        given = os.environ.get(variable, "").strip()
        if given:
            values[name] = given
            origins[name] = variable
    return Loaded(Settings(**values), path, path_from, problems, origins, line_of)
