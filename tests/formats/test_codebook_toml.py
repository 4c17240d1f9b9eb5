import pytest
from tests.formats.codebooks import book, row

from annotate_tui.formats.codebook import CodebookFileError, toml
from annotate_tui.model import Codebook, Field
from annotate_tui.statements import lines_of
from annotate_tui.store.codebook import STARTING_TAGS

BY_HAND = """
# What we code.
[[tag]]
path = "claim/economy"
key = "e"
description = \"\"\"
Jobs, prices,
wages.\"\"\"

  [[tag.field]]
  name = "verdict"
  kind = "choice"
  choices = [
    "true",
    "false",
  ]
  required = true

[[tag]]
name = "Quote"
colour = "#FB0"
archived = 2023-06-12T10:00:00+02:00

[[variable]]
name = "outlet"
"""


def test_a_file_written_by_hand():
    found = toml.read(BY_HAND.encode(), "book.toml")
    claim, economy, quote = found.tags
    assert [tag.path for tag in found.tags] == ["claim", "claim/economy", "Quote"]
    assert economy.parent_id == claim.id
    assert economy.description == "Jobs, prices,\nwages."
    verdict = Field(name="verdict", kind="choice", choices=("true", "false"), required=True)
    assert economy.fields == (verdict,)
    assert (quote.colour, quote.archived_at) == ("#FFBB00", "2023-06-12T08:00:00.000Z")
    assert (quote.position, economy.position) == (2, 1)
    assert [v.field for v in found.variables] == [Field(name="outlet")]
    assert toml.read(BY_HAND.encode(), "other.toml") == found


def test_only_what_is_said_is_written():
    found = toml.read(
        b'[[tag]]\nname="a"\n[[tag]]\npath="a/b"\nkey="b"\n[[variable]]\nname="v"', "x"
    )
    assert toml.write(found) == (
        '[[tag]]\nname = "a"\n\n[[tag]]\npath = "a/b"\nkey = "b"\n\n[[variable]]\nname = "v"\n'
    )


def test_the_starting_codebook_reads_well():
    assert toml.write(Codebook(STARTING_TAGS[:1])).startswith(
        '[[tag]]\nname = "claim"\nid = "00000000-0000-7000-8000-000000000001"\nkey = "c"\n'
        'colour = "#e69f00"\ndescription = "A statement that can be checked."\n\n'
        '[[tag.field]]\nname = "speaker"\n'
        'description = "who said it, by the name you use"\n\n'
    )


def test_lines_are_written_as_lines():
    text = toml.write(book(row("i", "a", description='one "x"\n  two """ \nthree"')))
    assert 'description = """\none "x"\n  two ""\\"\\u0020\nthree\\""""\n' in text


def test_a_renamed_tag_keeps_its_id_and_a_new_one_of_the_old_name_gets_another():
    old = toml.read(b'[[tag]]\nname = "a"', "x").tags[0].id
    text = f'[[tag]]\nname = "a"\n[[tag]]\nname = "b"\nid = "{old}"'
    a, b = toml.read(text.encode(), "x").tags
    assert b.id == old
    assert a.id != old


TAG = '[[tag]]\nname = "a"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[tag]]\nname = "a\n', 2, "this is not TOML"),
        ("[[tag]]\nname = ", 2, "this is not TOML"),
        (f'{TAG}name = "b"', 3, "this is not TOML: cannot overwrite a value"),
        (f"{TAG}key = {'9' * 5000}", 3, "this is not TOML"),
        (f'{TAG}color = "#fff"', 3, "a tag has no “color”; did you mean colour?"),
        ('[[tag]]\nnam = "a"', 2, "a tag has no “nam”; did you mean name?"),
        ('[[tags]]\nname = "a"', 1, "a codebook has no “tags”; did you mean tag?"),
        (f'{TAG}[[tag.fields]]\nname = "b"', 3, "a tag has no “fields”; did you mean field?"),
        (f'{TAG}[[tag.field]]\nname = "b"\nkinds = "url"', 5, "did you mean kind?"),
        (f"{TAG}key = 1", 3, "key must be words in quotation marks, not 1"),
        (f'{TAG}key = "ab"', 3, "the key “ab” must be one character"),
        (f'{TAG}colour = "red"', 3, "“red” is no colour"),
        (f'{TAG}archived = "yes"', 3, "archived must be a time"),
        ('[tag]\nname = "a"', 1, "tag must be written as tables, each under [[tag]]"),
        (f'{TAG}\n[[tag]]\nkey = "b"', 4, "a tag needs a name"),
        (f'{TAG}path = "b"', 1, "and not both"),
        ('[[tag]]\nname = "a/b"', 2, "write path = “a/b”"),
        ('[[tag]]\npath = "a//b"', 2, "the name of the tag “a//b” is empty"),
        ('[[tag]]\nname = "a\\tb"', 2, "holds a line break or a control character"),
        (f'{TAG}[[tag]]\nname = "A"', 3, "there are two tags “A”"),
        (f'{TAG}key = "k"\n[[tag]]\nname = "b"\nkey = "k"', 6, "the key k is the tag “a”'s already"),
        (f'{TAG}id = "i"\n[[tag]]\nname = "b"\nid = "i"', 6, "“a” and “b” have the same id"),
        (f'{TAG}[[tag.field]]\nname = "f"\nkind = "txt"', 5, "there is no kind “txt”; did you mean text?"),
        (f'{TAG}[[tag.field]]\nname = "f"\nkind = "choice"', 3, "kind choice and has no choices"),
        (f'{TAG}[[tag.field]]\nname = "f"\nchoices = ["a"]', 5, "of the kind text, which has no choices"),
        (f'{TAG}[[tag.field]]\nname = "f"\nchoices = [\n1]', 5, 'choices must be a list like ["yes", "no"]'),
        (f'{TAG}[[tag.field]]\nkind = "choice"\nname = "f"\nchoices = ["a", "a"]', 6, "“a” is there twice"),
        (f'{TAG}[[tag.field]]\nname = "f"\nrequired = 1', 5, "required must be true or false, not 1"),
        (f"{TAG}[[tag.field]]\nrequired = true", 3, "the field has no name"),
        (f'{TAG}[[tag.field]]\nname = "f"\n[[tag.field]]\nname = "f"', 6, "two fields “f”"),
        (
            f'{TAG}[[tag.field]]\nname = "f"\n[[tag]]\nname="b"\n[[tag.field]]\nname="f"\nkind="url"',
            9,
            "the field “f” is of the kind url here and text in the tag “a”",
        ),
        (
            f'{TAG}[[tag.field]]\nname = "f"\n[[tag]]\nname="b"\n[[tag.field]]\nname="F"',
            8,
            "“f” and “F” would be one column",
        ),
        ('[[variable]]\nname = "v"\n[[variable]]\nname = "V"', 4, "“v” and “V” are the same"),
        ('[[variable]]\nname = "v"\nkind = "choices"', 1, "the variable “v” is of the kind choices"),
    ],
)  # fmt: skip
def test_every_mistake_is_named_with_its_line(text, line, said):
    for given in (text, text.replace("\n", "\r\n")):
        with pytest.raises(CodebookFileError) as caught:
            toml.read(given.encode(), "book.toml")
        assert str(caught.value).startswith(f"book.toml, line {line}: "), str(caught.value)
        assert said in str(caught.value)


def test_other_encodings_are_named():
    with pytest.raises(CodebookFileError, match=r"^b, line 2: this is not UTF-8 text; save"):
        toml.read(b'[[tag]]\nname = "\xe4"', "b")
    with pytest.raises(CodebookFileError, match=r"^b: the file is UTF-32"):
        toml.read("a".encode("utf-32"), "b")


def test_a_tag_may_have_the_key_that_an_archived_one_had():
    text = f'{TAG}key = "k"\narchived = true\n[[tag]]\nname = "b"\nkey = "k"'
    assert [tag.key for tag in toml.read(text.encode(), "x").tags] == ["k", "k"]


def test_lines_of_tables_within_tables():
    lines = lines_of(
        '[[a]]\nx = 1\n[[a.b]]\ny = """\n\n"""\n[[a.b]]\n[[a]]\n[[a.b]]\nx.y = 2\n[c]\nd = 1\n'
    )
    assert lines == {
        ("a", 0): 1, ("a", 0, "x"): 2, ("a", 0, "b", 0): 3, ("a", 0, "b", 0, "y"): 4, ("a", 0, "b", 1): 7,
        ("a", 1): 8, ("a", 1, "b", 0): 9, ("a", 1, "b", 0, "x", "y"): 10, ("c",): 11, ("c", "d"): 12,
    }  # fmt: skip
