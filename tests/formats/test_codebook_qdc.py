import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from tests.formats.codebooks import book, codebooks, row

from annotate_tui.formats.codebook import CodebookFileError, qdc
from annotate_tui.model import Field

NAMESPACE = "{urn:QDA-XML:codebook:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def check_code(element):
    """What the standard's schema asks of a Code and those in it."""
    assert element.tag == f"{NAMESPACE}Code"
    assert set(element.attrib) <= {"guid", "name", "isCodable", "color"}
    assert GUID.fullmatch(element.attrib["guid"])
    assert element.attrib["name"]
    assert element.attrib["isCodable"] in ("true", "false")
    assert re.fullmatch("#[0-9a-fA-F]{6}", element.attrib.get("color", "#000000"))
    children = list(element)
    if children and children[0].tag == f"{NAMESPACE}Description":
        assert not children.pop(0).attrib
    assert not (element.text or "").strip()
    for child in children:
        check_code(child)


@given(codebook=codebooks())
def test_what_is_written_follows_the_schema(codebook):
    root = ET.fromstring(qdc.write(codebook).encode())
    assert (root.tag, set(root.attrib)) == (f"{NAMESPACE}CodeBook", {"origin"})
    (codes,) = root
    assert (codes.tag, codes.attrib) == (f"{NAMESPACE}Codes", {})
    for code in codes:
        check_code(code)
    assert len(list(codes.iter(f"{NAMESPACE}Code"))) == len(codebook.tags)


def test_a_description_is_only_the_description():
    codebook = book(
        row("t", "a", key="k", description="One & <two>.", example="e", fields=[Field(name="f")])
    )
    root = ET.fromstring(qdc.write(codebook))
    assert [e.text for e in root.iter(f"{NAMESPACE}Description")] == ["One & <two>."]


OTHERS = """<?xml version="1.0" encoding="utf-8"?>
<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:QDA-XML:codebook:1.0 Codebook.xsd" origin="Another 23.4">
  <q:Codes>
    <q:Code guid="{0D62985D-B147-5D01-A9B5-CAE5DCD98342}" name=" Economy/jobs " isCodable="false" color="#46AA00">
      <q:Description>
        What is said.
      </q:Description>
      <q:NoteRef targetGUID="x"><q:Code name="not one"/></q:NoteRef>
      <q:Code name="a&#10;b" isCodable="true"/>
      <q:Code guid="broken" name="NAME" isCodable="true"/>
    </q:Code>
    <q:Code guid="0d62985d-b147-5d01-a9b5-cae5dcd98342" name="twin"/>
  </q:Codes>
  <q:Sets><q:Set guid="ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F0" name="s"><q:Description>of the set</q:Description>
    <q:MemberCode guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342"/></q:Set></q:Sets>
</q:CodeBook>
""".replace("NAME", "n" * 80)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_other_programs(encoding):
    told = []
    economy, a, long, twin = qdc.read(OTHERS.encode(encoding), "other.qdc", told).tags
    assert (economy.name, economy.colour, economy.description) == (
        "Economy∕jobs",
        "#46AA00",
        "What is said.",
    )
    assert economy.id == "0d62985d-b147-5d01-a9b5-cae5dcd98342"
    assert (a.path, a.archived_at, a.colour) == ("Economy∕jobs/a b", "", "")
    assert long.name == "n" * 80
    assert len({economy.id, a.id, long.id, twin.id}) == 4
    assert told == ["“Economy/jobs” is kept as “Economy∕jobs”: “/” stands between tags here."]


def test_a_description_that_another_program_changed_wins():
    text = qdc.write(book(row("t", "a", description="old\x01", key="k")))
    (tag,) = qdc.read(text.replace("old�", "new").encode(), "x").tags
    assert (tag.description, tag.key) == ("new", "k")


def codebook(inside):
    return f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0">\n<Codes>\n{inside}</Codes>\n</CodeBook>'


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'>{}]>\n".format(
    "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(12))
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        (BOMB + codebook('<Code name="&m;"/>'), ", line 1", "a document type or entities"),
        (EXTERNAL + codebook('<Code name="&a;"/>'), ", line 1", "a document type or entities"),
        ("<!DOCTYPE CodeBook>" + codebook(""), ", line 1", "a document type or entities"),
        (codebook('<Code name="a">\n'), ", line 4", "this is not whole XML: mismatched tag"),
        (codebook("")[:40], ", line 1", "this is not whole XML"),
        ("", ", line 1", "this is not whole XML: no element found"),
        ("name,key\na,b\n", ", line 1", "this is not whole XML"),
        ("PK\x03\x04...", "", "this is a whole project (.qdpx)"),
        ('<Project xmlns="urn:QDA-XML:project:1.0"/>', ", line 1", "this is a whole REFI-QDA project"),
        ("<html/>", ", line 1", "this is no codebook: its root is “html”"),
        (codebook("<Code/>"), ", line 3", "a Code has no name"),
        (codebook('<Code name=" "/>'), ", line 3", "a Code has no name"),
        (codebook('<Code name="a"/>\n<Code name="A"/>'), ", line 4", "there are two tags “A”"),
        (codebook('<Code name="a" color="red"/>'), ", line 3", "“red” is no colour"),
        (codebook('<Code name="a">\n<?annotate {?></Code>'), ", line 4", "<?annotate …?> is damaged"),
        (codebook('<Code name="a">\n<?annotate {"kee": 1}?></Code>'), ", line 3", "did you mean key?"),
    ],
)  # fmt: skip
def test_what_is_broken_or_dangerous_is_refused(text, where, said):
    with pytest.raises(CodebookFileError) as caught:
        qdc.read(text.encode(), "book.qdc")
    assert str(caught.value).startswith(f"book.qdc{where}: ")
    assert said in str(caught.value)


def test_ten_thousand_levels_are_refused_with_a_sentence():
    text = codebook('<Code name="a">' * 10_000 + "</Code>" * 10_000)
    with pytest.raises(CodebookFileError, match="nest too deep"):
        qdc.read(text.encode(), "deep.qdc")


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(CodebookFileError, match="larger than 50 MB"):
        qdc.read(b" " * (50 * 1024 * 1024 + 1), "large.qdc")
