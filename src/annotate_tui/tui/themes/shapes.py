"""What every part and state is drawn with where colour says nothing: lines, weight, reverse.

Each state has attributes that no other has, so that none needs a colour to be seen. Bold, a single
underline and reverse are on every terminal; dim, italic and the double underline come on top, and
where they are missing a state still keeps its letter, its bar or its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style

from annotate_tui.model import BlockKind, InlineKind

_BOLD = Style(bold=True)
_DIM = Style(dim=True)
_ROW = Style(bold=True, reverse=True)

ROLES: Mapping[str, Style] = {
    "title": _BOLD,
    "key": _BOLD,
    "strong": _BOLD,
    "warning": _BOLD,
    "heading": _BOLD,
    "page-key": _BOLD,
    "side-head": _BOLD,
    "dim": _DIM,
    "dim-text": _DIM,
    "gutter": _DIM,
    "chosen": _ROW,
    "side-chosen": _ROW,
    "thumb": Style(reverse=True),
    "match": Style(reverse=True, dim=True),
    "cursor": Style(reverse=True, underline2=True),
    "guess": Style(italic=True),
}
"""Parts of the screen; one that is not named is plain."""


def of_role(role: str) -> Style:
    """The attributes of a part of the screen."""
    return ROLES.get(role, Style())


def of_words(
    kind: BlockKind,
    inline: frozenset[InlineKind],
    marks: int,
    *,
    selected: bool,
    focused: bool,
    matched: bool,
    colourless: bool,
    kin: bool = False,
    suggested: bool = False,
) -> Style:
    """The attributes of words in the text, under that many marks.

    A selection is reversed, the mark in focus bold as well, a match reversed and dim. What belongs
    together with the mark in focus (``kin``) is bold. Two marks or more are underlined twice; the
    single line is asked for as well, for terminals that know no other. What is suggested has the
    single line alone. All but lines and weight is left out where colours say it.
    """
    bold = kind in (BlockKind.TITLE, BlockKind.HEADING) or InlineKind.STRONG in inline
    link = InlineKind.LINK in inline
    lit = selected or matched
    quiet = matched and not selected
    if not lit:
        quiet = kind is BlockKind.FURNITURE or (link and not marks)
    return Style(
        bold=bold or (focused and selected) or kin or None,
        italic=InlineKind.EMPHASIS in inline or None,
        strike=InlineKind.STRIKE in inline or None,
        underline=bool(marks) or link or suggested or None,
        underline2=marks > 1 or None,
        reverse=(colourless and lit) or None,
        dim=(colourless and quiet) or None,
    )
