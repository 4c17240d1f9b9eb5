import pytest
from tests.formats.codebooks import book, row

from annotate_tui.formats.codebook import CodebookFileError, names

LIST = """\ufeff# What we code
claim: a statement that can be checked

\teconomy
\t\tjobs
\thealth
- quote
  1. direct
  2) indirect: without marks
a/b/c
time 12:30
who: said\tthe speaker
-5 degrees
"""


def test_a_list_with_everything_in_it():
    found = names.read(LIST.encode(), "list.txt").tags
    assert [tag.path for tag in found] == [
        "claim",
        "claim/economy",
        "claim/economy/jobs",
        "claim/health",
        "quote",
        "quote/direct",
        "quote/indirect",
        "a",
        "a/b",
        "a/b/c",
        "time 12:30",
        "who: said",
        "-5 degrees",
    ]
    described = {tag.path: tag.description for tag in found if tag.description}
    assert described == {
        "claim": "a statement that can be checked",
        "quote/indirect": "without marks",
        "who: said": "the speaker",
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a\nb\nA", 3, "there are two tags “A”"),
        ("a\n    b\n  c", 3, "“c” is indented like none of the lines above it"),
        ("a\n\nb//c", 3, "the name of the tag “b//c” is empty"),
        (": only a description", 1, "the name of the tag “” is empty"),
        ("a\x00b", 1, "control character"),
    ],
)
def test_mistakes_have_their_line(text, line, said):
    with pytest.raises(CodebookFileError) as caught:
        names.read(text.encode(), "list.txt")
    assert str(caught.value).startswith(f"list.txt, line {line}: ")
    assert said in str(caught.value)


def test_what_is_written():
    text = "claim: what can be checked\n  a: b\n  - #c\nwho: said\tthe speaker\n"
    assert names.write(names.read(text.encode(), "x")) == text.replace("- #c", "- #c")


def test_a_description_that_a_line_cannot_hold_is_left_out_or_joined():
    rows = [row("a", "a", description="one\ntwo"), row("b", "b", None, 2, description="x\ty: z")]
    assert names.write(book(*rows)) == "a\nb: x y: z\n"
    assert names.read(b"a\nb: x y: z\n", "x").tags[1].description == "x y: z"


def test_only_what_stands_in_front_is_a_bullet():
    assert [tag.name for tag in names.read(b"0- 0\n- 1. x", "x").tags] == ["0- 0", "1. x"]
