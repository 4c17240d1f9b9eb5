"""Colours that can be read, and states that show without any: every theme, role, tag and depth."""

from __future__ import annotations

import itertools

import pytest
from rich.color import Color as RichColor
from rich.color import ColorType
from rich.console import Console
from rich.style import Style
from textual.color import Color

from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.store.codebook import STARTING_TAGS
from annotate_tui.tui import themes
from annotate_tui.tui.themes import (
    CONTRAST,
    DARK,
    LIGHT,
    OURS,
    READABLE,
    SEPIA,
    Depth,
    Palette,
    contrast,
    depth_of,
    readable,
    refusal,
    sixteen,
)
from annotate_tui.tui.themes.colours import apart, eight_bit, nearest, of_eight_bit, tinged

ROLES = (
    "text", "page", "bar", "panel", "dim", "dim-text", "gutter", "key", "title", "strong",
    "warning", "heading", "chosen", "cursor", "page-key", "match", "thumb", "side", "side-head",
    "side-chosen", "map", "guess",
)  # fmt: skip
GROUNDS = ("bar", "chosen", "panel", "page", "gutter", "side", "side-chosen", "map", "thumb")
"""Roles that a tag's name or letter is drawn on."""
COLOURS = [tag.colour for tag in STARTING_TAGS]
AWKWARD = ["", "#000000", "#ffffff", "#808080", "#ffff00", "not a colour"]
INLINE = [frozenset(), *(frozenset({kind}) for kind in InlineKind), frozenset(InlineKind)]
STATES = [*itertools.product((False,), (False,), (False, True))]
STATES += [(True, False, False), (True, True, False), (True, True, True)]
COLOURED = [theme for theme in themes.every() if not theme.ansi]
NATIVE = [theme for theme in themes.every() if theme.ansi]


def named(value) -> str:
    return getattr(value, "name", str(value))


def over(colour: RichColor | None) -> Color:
    """What the terminal shows for it, 256 colours after xterm's table."""
    assert colour is not None
    if colour.type is ColorType.EIGHT_BIT:
        return eight_bit()[colour.number - 16]
    assert colour.triplet is not None
    return Color(*colour.triplet)


def ratio(style: Style) -> float:
    return contrast(over(style.color), over(style.bgcolor))


def styles(palette, colours, kinds=tuple(BlockKind), inlines=tuple(INLINE)):
    """The styles of the text in every state, under every set of one and two marks."""
    sets = [(), *((c,) for c in colours), *itertools.permutations(colours, 2)]
    for kind, inline, chosen in itertools.product(kinds, inlines, sets):
        for selected, focused, matched in STATES:
            yield palette.style(kind, inline, chosen, selected, focused, matched)


def words(palette, *colours, kind=BlockKind.PARAGRAPH, **states) -> Style:
    told = {"selected": False, "focused": False, "matched": False} | states
    return palette.style(kind, frozenset(), colours, *told.values())


@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.MANY], ids=named)
@pytest.mark.parametrize("theme", COLOURED, ids=named)
def test_every_role_and_every_tag_is_readable_in_every_theme(theme, depth):
    palette = Palette(theme, depth=depth)
    for role in ROLES:
        assert ratio(palette.role(role)) >= palette.ratio >= READABLE, role
    for role, colour in itertools.product(GROUNDS, COLOURS + AWKWARD):
        assert ratio(palette.on(role, colour)) >= palette.ratio, (role, colour)


@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.MANY], ids=named)
@pytest.mark.parametrize("theme", COLOURED, ids=named)
def test_every_state_of_the_text_is_readable_in_every_theme(theme, depth):
    palette = Palette(theme, depth=depth)
    first = COLOURS[0]
    sets = [(), *((c,) for c in COLOURS + AWKWARD), *itertools.permutations(COLOURS, 2)]
    sets += [pair for c in AWKWARD for pair in ((c, first), (first, c))]
    places = [(BlockKind.PARAGRAPH, frozenset()), (BlockKind.FURNITURE, frozenset()),
              (BlockKind.HEADING, frozenset()), (BlockKind.CODE, frozenset()),
              (BlockKind.PARAGRAPH, frozenset({InlineKind.LINK}))]  # fmt: skip
    for (kind, inline), colours, state in itertools.product(places, sets, STATES):
        style = palette.style(kind, inline, colours, *state)
        assert ratio(style) >= palette.ratio, (kind, colours, state)


@pytest.mark.parametrize("theme", OURS, ids=named)
def test_every_block_and_inline_mark_of_our_themes_is_readable(theme):
    palette = Palette(theme)
    for style in styles(palette, COLOURS):
        assert ratio(style) >= palette.ratio, style


def test_the_theme_of_strong_contrast_keeps_to_level_aaa():
    assert Palette(CONTRAST).ratio == 7
    assert ratio(words(Palette(CONTRAST), selected=True)) > 20
    assert ratio(words(Palette(CONTRAST))) > 20


@pytest.mark.parametrize("theme", COLOURED, ids=named)
def test_what_is_selected_matched_or_marked_stands_on_a_ground_of_its_own(theme):
    palette = Palette(theme)
    grounds = {
        "page": over(words(palette).bgcolor),
        "selected": over(words(palette, selected=True).bgcolor),
        "match": over(words(palette, matched=True).bgcolor),
    } | {colour: over(words(palette, colour).bgcolor) for colour in COLOURS}
    # Distances in OKLab; 0.02 is just seen side by side. Our own themes keep further apart.
    least = 0.035 if theme in OURS else 0.009
    for (one, a), (other, b) in itertools.combinations(grounds.items(), 2):
        assert apart(a, b) >= least, (one, other)


@pytest.mark.parametrize("theme", COLOURED, ids=named)
def test_the_tags_of_the_codebook_are_told_apart_from_each_other_and_from_plain_words(theme):
    palette = Palette(theme)
    inks = [palette.tag(colour) for colour in COLOURS]
    assert min(apart(a, b) for a, b in itertools.combinations(inks, 2)) >= 0.1
    assert min(apart(ink, palette.ink) for ink in inks) >= 0.08


def test_a_dark_and_a_light_blue_stay_two_blues_on_paper():
    for theme in (LIGHT, SEPIA):
        palette = Palette(theme)
        assert apart(palette.tag("#56b4e9"), palette.tag("#0072b2")) >= 0.05


def test_the_selection_and_a_match_show_in_256_colours():
    for theme in COLOURED:
        palette = Palette(theme, depth=Depth.MANY)
        three = [words(palette), words(palette, selected=True), words(palette, matched=True)]
        assert len({style.bgcolor for style in three}) == 3, theme.name
        bars = palette.role("bar").bgcolor
        assert bars not in {s.bgcolor for s in three[1:]}, theme.name


def test_numbers_of_the_256_colours_go_out_as_they_are():
    for style in styles(Palette(DARK, depth=Depth.MANY), COLOURS, (BlockKind.PARAGRAPH,)):
        assert style.color.type is style.bgcolor.type is ColorType.EIGHT_BIT
        assert style.color.number >= 16 <= style.bgcolor.number


@pytest.mark.parametrize("theme", OURS, ids=named)
def test_no_mark_hides_another(theme):
    palette = Palette(theme)
    a, b, c = COLOURS
    sets = [(), (a,), (a, b), (b, a), (a, c), (c,)]
    every = [words(palette, *colours) for colours in sets]
    assert len({(s.color, s.bgcolor, s.underline, s.underline2) for s in every}) == len(every)
    assert words(palette, a, b).underline2
    assert not words(palette, a).underline2
    assert words(palette, a, selected=True) != words(palette, a)
    assert words(palette, a, matched=True) != words(palette, a)


# Without colour


def attributes(style: Style) -> frozenset[str]:
    names = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike")
    return frozenset(name for name in names if getattr(style, name))


def states(palette) -> dict[str, Style]:
    """Every state a reader must be able to see."""
    a, b, _ = COLOURS
    return {
        "plain": words(palette),
        "selection": words(palette, selected=True),
        "mark": words(palette, a),
        "selected mark": words(palette, a, selected=True),
        "focus": words(palette, a, selected=True, focused=True),
        "several marks": words(palette, a, b),
        "several marks selected": words(palette, a, b, selected=True),
        "match": words(palette, matched=True),
        "match on a mark": words(palette, a, matched=True),
        "furniture": words(palette, kind=BlockKind.FURNITURE),
        "heading": words(palette, kind=BlockKind.HEADING),
        "link": palette.style(BlockKind.PARAGRAPH, frozenset({InlineKind.LINK}), (), False, False),
        "chosen row": palette.role("chosen"),
        "cursor": palette.role("cursor"),
        "guess": palette.role("guess"),
    }


POOR = [
    Palette(DARK, colourless=True),
    Palette(DARK, depth=Depth.NONE),
    *(Palette(theme, depth=Depth.SIXTEEN) for theme in themes.every()),
]


@pytest.mark.parametrize("palette", POOR, ids=lambda p: "none" if p.colourless else "sixteen")
def test_each_state_differs_from_every_other_by_attributes_alone(palette):
    seen = {name: attributes(style) for name, style in states(palette).items()}
    for (one, a), (other, b) in itertools.combinations(seen.items(), 2):
        assert a != b, (one, other, a)


@pytest.mark.parametrize("palette", POOR, ids=lambda p: "none" if p.colourless else "sixteen")
def test_where_there_is_one_underline_the_main_states_still_differ(palette):
    main = ("plain", "selection", "mark", "focus", "heading", "chosen row")
    known = {"bold", "underline", "reverse"}
    seen = states(palette)
    assert len({attributes(seen[name]) & known for name in main}) == len(main)
    # A second line is asked for besides the first, so that one is drawn at least.
    assert seen["several marks"].underline
    assert palette.role("side-head").bold
    assert palette.role("thumb").reverse


def test_without_colours_none_are_used():
    for palette in POOR[:2]:
        drawn = [*styles(palette, COLOURS), *(palette.role(role) for role in ROLES)]
        drawn += [palette.on(role, colour) for role in GROUNDS for colour in COLOURS]
        for style in drawn:
            assert style.color is None
            assert style.bgcolor is None


def test_the_current_match_is_the_selection():
    for palette in (Palette(DARK), Palette(LIGHT, depth=Depth.MANY), *POOR):
        assert words(palette, selected=True, matched=True) == words(palette, selected=True)


# Sixteen colours

XTERM = dict(
    enumerate(
        "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5"
        " #7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff".split()
    )
)
VGA = dict(
    enumerate(
        "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa"
        " #555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff".split()
    )
)


@pytest.mark.parametrize("table", [XTERM, VGA], ids=["xterm", "vga"])
@pytest.mark.parametrize("theme", themes.every(), ids=named)
def test_sixteen_colours_are_readable_in_the_usual_tables(theme, table):
    palette = Palette(theme, depth=Depth.SIXTEEN)
    ink, ground = (7, 0) if theme.dark else (0, 15)
    terminal = {"ink": table[ink], "ground": table[ground]}

    def seen(colour: RichColor | None, part: str) -> Color:
        assert colour is not None
        value = terminal[part] if colour.is_default else table[colour.number]
        return Color.parse(value)

    drawn = [*styles(palette, COLOURS + AWKWARD, (BlockKind.PARAGRAPH,), (frozenset(),))]
    drawn += [palette.role(role) for role in ROLES]
    drawn += [palette.on(role, colour) for role in GROUNDS for colour in COLOURS + AWKWARD]
    for style in drawn:
        assert contrast(seen(style.color, "ink"), seen(style.bgcolor, "ground")) >= READABLE
    assert not any(c.number in (0, 7, 15) for c in map(RichColor.parse, hues(palette)))


def hues(palette) -> set[str]:
    return {palette.on("gutter", colour).color.name for colour in ("#e69f00", "#56b4e9")}


@pytest.mark.parametrize("theme", NATIVE, ids=named)
@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.MANY, Depth.SIXTEEN], ids=named)
def test_a_theme_of_the_terminals_own_colours_leaves_ink_and_ground_to_it(theme, depth):
    plain = words(Palette(theme, depth=depth))
    assert plain.color.is_default
    assert plain.bgcolor.is_default


def test_a_grey_tag_has_no_hue():
    assert sixteen.ink(Color.parse("#808080"), dark=True) == ""
    assert sixteen.ink(Color.parse("#e69f00"), dark=True) == "color(11)"
    assert sixteen.ink(Color.parse("#56b4e9"), dark=True) == "color(14)"
    assert sixteen.ink(Color.parse("#009e73"), dark=True) == "color(10)"


# What the terminal can do


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.TRUE),
        ({"TERM": "xterm-256color"}, Depth.MANY),
        ({"TERM": "screen-256color"}, Depth.MANY),
        ({"TERM": "xterm-kitty"}, Depth.MANY),
        ({"TERM": "xterm"}, Depth.SIXTEEN),
        ({"TERM": "screen"}, Depth.SIXTEEN),
        ({"TERM": "linux"}, Depth.SIXTEEN),
        ({"TERM": "xterm-16color"}, Depth.SIXTEEN),
        ({}, Depth.SIXTEEN),
        ({"TERM": "vt100"}, Depth.NONE),
        ({"TERM": "xterm-mono"}, Depth.NONE),
        ({"TERM": "screen-m"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.MANY),
    ],
)
def test_the_depth_of_a_terminal_is_what_textual_draws_in(environ, depth):
    without = {name: value for name, value in environ.items() if name != "NO_COLOR"}
    console = Console(force_terminal=True, legacy_windows=False, _environ=without)
    assert depth_of(environ, console.color_system) is depth


def test_a_terminal_that_cannot_place_words_is_told_so_in_a_sentence():
    for term in ("dumb", "unknown", "DUMB"):
        assert f"(TERM is {term})" in refusal({"TERM": term})
    for term in ("xterm", "vt100", "linux", ""):
        assert refusal({"TERM": term}) == ""
    assert refusal({}) == ""


# Which theme


def test_themes_are_chosen_by_name_ours_first():
    assert themes.names()[:4] == [
        "annotate-dark", "annotate-light", "annotate-sepia", "annotate-contrast"
    ]  # fmt: skip
    assert {"nord", "textual-light", "ansi-dark"} <= set(themes.names())
    assert len(set(themes.names())) == len(themes.names())
    for name in themes.names():
        theme = themes.named(name)
        assert theme is not None
        assert theme.name == name
    assert themes.named(" Annotate-Light ") is LIGHT
    assert themes.named("none such") is None
    assert themes.named("") is None
    assert themes.chosen("none such") is DARK
    assert themes.chosen("") is DARK


def test_the_next_theme_goes_round():
    theme, seen = DARK, []
    for _ in themes.names():
        seen.append(theme.name)
        theme = themes.after(theme)
    assert theme is DARK
    assert seen == themes.names()


@pytest.mark.parametrize(
    ("fgbg", "theme"),
    [("0;15", LIGHT), ("0;default;7", LIGHT), ("15;0", DARK), ("12;8", DARK), ("", DARK)],
)
def test_auto_asks_the_terminal_for_its_ground(fgbg, theme):
    assert themes.chosen("auto", {"COLORFGBG": fgbg}) is theme
    assert themes.chosen("auto") is DARK


# Reckoning


def test_contrast_is_that_of_wcag():
    white, black, grey = Color(255, 255, 255), Color(0, 0, 0), Color(119, 119, 119)
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.48, abs=0.01)
    assert contrast(readable(grey, white), white) >= READABLE


def test_a_colour_made_readable_keeps_its_hue():
    paper = Color.parse("#fbf7ee")
    red, green, blue = (readable(Color.parse(c), paper) for c in ("#ff8080", "#80ff80", "#8080ff"))
    assert red.r > max(red.g, red.b)
    assert green.g > max(green.r, green.b)
    assert blue.b > max(blue.r, blue.g)
    assert readable(Color.parse("#202020"), paper) == Color.parse("#202020")


def test_the_256_colours_are_those_of_xterm():
    assert len(eight_bit()) == 240
    assert eight_bit()[0].hex6 == "#000000"
    assert eight_bit()[214 - 16].hex6 == "#FFAF00"
    assert eight_bit()[255 - 16].hex6 == "#EEEEEE"
    assert nearest(Color.parse("#ffaf00")) == 214
    assert of_eight_bit(Color.parse("#15171c")).hex6 == "#1C1C1C"
    assert tinged(Color.parse("#3a3a63")).hex6 == "#5F5F87"
    assert tinged(Color.parse("#ffffff")).hex6 == "#FFFFFF"
