"""What is wrong with the user's settings, with all that only the screen knows: keys and themes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from annotate_tui.services.settings import Loaded, Problem
from annotate_tui.tui.keymap import Keymap


def mistakes(loaded: Loaded, keymap: Keymap) -> list[Problem]:
    """Every mistake of the file, in the order of its lines."""
    found = [*loaded.problems]
    found += [
        Problem(loaded.line_of("keys", refused.id), refused.sentence) for refused in keymap.refused
    ]
    theme = loaded.settings.theme
    if loaded.origins.get("theme") == "file":
        from annotate_tui.tui import themes

        names = [*themes.names(), themes.AUTO]
        if themes.named(theme) is None and theme.casefold() != themes.AUTO:
            found.append(Problem(loaded.line_of("theme"), _no_theme(theme, names)))
    return sorted(found, key=lambda problem: problem.line)


def _no_theme(theme: str, names: Sequence[str]) -> str:
    near = get_close_matches(theme, names, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there is: {', '.join(names)}."
    return f'there is no theme "{theme}"; {hint}'


def first_of(problems: Sequence[Problem], name: str) -> str:
    """The first mistake in one sentence, with how many more there are; "" without any.

    ``name`` is the file's, as it is to be shown.
    """
    if not problems:
        return ""
    said = problems[0].told(name)
    more = len(problems) - 1
    return f"{said.rstrip('.')}; annotate config lists {more} more." if more else said
