"""What a user has set once and for all: how the page looks, which keys, who codes, which library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values in force.

    ``width`` is the measure of a line in cells (45 to 75 characters are comfortable: Bringhurst,
    The Elements of Typographic Style, 2.1.2), ``spacing`` the blank rows between two lines.
    ``keys`` gives ids of actions other keys. "" leaves a choice to the environment or the default.
    """

    theme: str = ""
    width: int = 72
    spacing: int = 0
    justify: bool = False
    mouse: bool = True
    coder: str = ""
    database: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
