"""Colours that can be read: every role and every style of the text, in both themes and without."""

from __future__ import annotations

import itertools

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.store.codebook import STARTING_TAGS
from annotate_tui.tui.themes import DARK, LIGHT, READABLE, Palette, contrast, readable

ROLES = ("text", "bar", "dim", "gutter", "key", "title", "strong", "warning", "heading", "chosen",
         "cursor", "page-key")  # fmt: skip
COLOURS = [tag.colour for tag in STARTING_TAGS]
AWKWARD = ["", "#000000", "#ffffff", "#808080", "#ffff00", "not a colour"]
INLINE = [frozenset(), *(frozenset({kind}) for kind in InlineKind), frozenset(InlineKind)]


def over(colour: RichColor | None) -> Color:
    assert colour is not None
    assert colour.triplet is not None
    return Color(*colour.triplet)


def ratio(style) -> float:
    return contrast(over(style.color), over(style.bgcolor))


def styles(palette, colours):
    sets = [(), *((c,) for c in colours), *itertools.permutations(colours, 2)]
    for kind, inline, chosen in itertools.product(BlockKind, INLINE, sets):
        for selected, focused in ((False, False), (True, False), (True, True)):
            yield palette.style(kind, inline, chosen, selected, focused)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_role_and_style_of_our_themes_is_readable(theme):
    palette = Palette(theme)
    for role in ROLES:
        assert ratio(palette.role(role)) >= READABLE, role
        for colour in COLOURS + AWKWARD:
            assert ratio(palette.on(role, colour)) >= READABLE, (role, colour)
    for style in styles(palette, COLOURS):
        assert ratio(style) >= READABLE, style


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_awkward_tag_colours_stay_readable(theme):
    palette = Palette(theme)
    for colour in AWKWARD:
        for selected in (False, True):
            for colours in ((colour,), (colour, COLOURS[0]), (COLOURS[0], colour)):
                style = palette.style(BlockKind.PARAGRAPH, frozenset(), colours, selected, False)
                assert ratio(style) >= READABLE, (colours, selected)


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_textuals_own_themes_give_a_palette(name):
    theme = BUILTIN_THEMES[name]
    palette = Palette(theme)
    plain = palette.style(BlockKind.PARAGRAPH, frozenset(), (), False, False)
    assert plain.color is not None


def test_marks_show_by_line_and_selection_by_reverse_without_colour():
    palette = Palette(DARK, colourless=True)
    for style in (*styles(palette, COLOURS), *(palette.role(role) for role in ROLES)):
        assert style.color is None
        assert style.bgcolor is None
    plain, one, two = (
        palette.style(BlockKind.PARAGRAPH, frozenset(), tuple(COLOURS[:n]), False, False)
        for n in range(3)
    )
    assert (plain.underline, one.underline, two.underline2) == (None, True, True)
    assert palette.style(BlockKind.PARAGRAPH, frozenset(), (), True, False).reverse
    assert palette.role("chosen").reverse
    assert palette.role("cursor").reverse


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_no_mark_hides_another(theme):
    palette = Palette(theme)

    def style(*colours: str, selected: bool = False):
        return palette.style(BlockKind.PARAGRAPH, frozenset(), colours, selected, False)

    a, b, c = COLOURS
    every = [style(), style(a), style(b), style(a, b), style(b, a), style(a, c), style(c)]
    assert len({(s.color, s.bgcolor, s.underline, s.underline2) for s in every}) == len(every)
    assert style(a, b).underline2
    assert style(a, b).underline
    assert style(a, selected=True) != style(a)
    assert style(selected=True) != style()


def test_contrast_is_that_of_wcag():
    white, black, grey = Color(255, 255, 255), Color(0, 0, 0), Color(119, 119, 119)
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.48, abs=0.01)
    assert contrast(readable(grey, white), white) >= READABLE
