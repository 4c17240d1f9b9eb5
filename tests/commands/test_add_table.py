"""The table that sums up what was added: readable at any width, without colours, to the letter."""

import io

from rich.console import Console

from annotate_tui.cli.add_table import draw
from annotate_tui.loaders.options import Refused
from annotate_tui.services.bringing_in import Outcome


def drawn(outcome, width=80, **console):
    out = io.StringIO()
    draw(outcome, Console(file=out, width=width, markup=False, emoji=False, **console))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def outcome(**counts):
    failures = [
        Refused("clips/a.pdf", "a.pdf is encrypted: take its password off and add it again."),
        Refused(
            "/far/away/in/a/folder/of/folders/t.csv#row=7",
            "t.csv, row 7 has no text in “body”: it was left out.",
        ),
        Refused("http://10.0.0.1/", "10.0.0.1 is a [private] address\x1b[31m: it was not fetched."),
    ]
    return Outcome(failures=failures, failed=len(failures), **counts)


def test_counts_stand_flush_and_what_is_nothing_is_left_out():
    lines = drawn(Outcome(new=9812, same=120, versions=3, doubles=12, alone=40))
    assert lines == [
        "",
        "9,812  came in",
        "  120  already there",
        "    3  new versions",
        "   12  of the new ones like another article",
        "   40  files left alone (no texts)",
    ]
    assert drawn(Outcome()) == ["", "    0  came in"]
    assert drawn(Outcome(versions=1, alone=1)) == [
        "",
        "    0  came in",
        "    1  new version",
        "    1  file left alone (no text)",
    ]


def test_failures_stand_with_their_reason_and_the_place_once():
    assert drawn(outcome(new=1)) == [
        "",
        "    1  came in",
        "    3  failed",
        "",
        " not read                         why",
        " " + "─" * 78,
        " clips/a.pdf                      is encrypted: take its password off and add",
        "                                  it again.",
        " …folder/of/folders/t.csv#row=7   row 7 has no text in “body”: it was left out.",
        " http://10.0.0.1/                 is a [private] address␛[31m: it was not",
        "                                  fetched.",
        "",
    ]


def test_it_fits_narrow_terminals_and_cannot_be_steered():
    for width in (40, 60, 80, 120):
        plain = drawn(outcome(new=1), width)
        assert max(map(len, plain)) <= width
        assert "[private]" in "\n".join(plain)
        coloured = "\n".join(drawn(outcome(new=1), width, force_terminal=True))
        assert "\x1b[31m" not in coloured
        assert "\x1b[1m" in coloured


def test_more_failures_than_are_kept_are_counted():
    many = outcome()
    many.failed = 1203
    assert drawn(many)[-1] == " and 1,200 more (all are named above)"


def test_what_failed_in_an_archive_is_told_without_its_place():
    said = "in/broken.txt in sent.zip looks like a JPEG picture, not a text."
    one = Outcome(failures=[Refused("sent.zip#in/broken.txt", said)], failed=1)
    line = next(line for line in drawn(one) if "broken" in line)
    assert line.split() == ["sent.zip#in/broken.txt", *said.split()[3:]]
