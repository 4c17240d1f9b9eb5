"""The REFI-QDA codebook (.qdc), which MAXQDA, NVivo, ATLAS.ti, QualCoder, Taguette and others read.

After the standard's schema of version 1.0 ("REFI-QDA Standard 1.5", chapter 5, Codebook.xsd): a
CodeBook holds Codes, those hold Code elements with guid, name, isCodable and color, each with a
Description and then the codes below it. What the standard has no place for (key, fields, examples,
document variables …) stands as JSON in processing instructions ``<?annotate …?>``, which a schema
does not see and other programs pass over. A description is never more than the description.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from annotate_tui.codebook_tree import field_row
from annotate_tui.formats.codebook.growing import derived_id
from annotate_tui.formats.codebook.qdc_reading import DEFAULT_NAMESPACE, as_guid, read, visible
from annotate_tui.model import Codebook, Tag

__all__ = ["SUFFIXES", "read", "write"]

SUFFIXES: tuple[str, ...] = (".qdc",)

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_IN_TEXT = re.compile('[&<>"\t\n\r\x7f-\x9f\u2028]')
# ">" could end an instruction ("?>"); the others no XML file can hold, or it changes them.
_IN_JSON = re.compile("[>\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def write(codebook: Codebook) -> str:
    """The codebook as XML; the same text for the same codebook."""
    from annotate_tui import __version__

    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{DEFAULT_NAMESPACE}" origin="annotate {_attribute(__version__)}">',
    ]
    variables = [
        {"id": variable.id, **field_row(variable.field)} for variable in codebook.variables
    ]
    if variables:
        lines.append(_instruction({"variable": variables}))
    lines.append("<Codes>")
    depth = 0
    for tag in codebook.tags:
        level = tag.path.count("/")
        lines += ["</Code>"] * (depth - level)
        lines += _opened(tag)
        depth = level + 1
    lines += ["</Code>"] * depth
    lines += ["</Codes>", "</CodeBook>", ""]
    return "\n".join(lines)


def _opened(tag: Tag) -> Iterable[str]:
    guid = as_guid(tag.id) or str(UUID(derived_id(tag.id, "guid")))
    color = f' color="{tag.colour}"' if _COLOUR.fullmatch(tag.colour) else ""
    # What is archived is not to be coded with: other programs show it as a heading.
    codable = "false" if tag.archived_at else "true"
    name = _attribute(visible(tag.name))
    yield f'<Code guid="{guid}" name="{name}" isCodable="{codable}"{color}>'
    seen = visible(tag.description)
    if seen:
        yield f"<Description>{_attribute(seen)}</Description>"
    said = {
        "id": "" if guid == tag.id else tag.id,
        "key": tag.key,
        "description": "" if seen.strip() == tag.description else tag.description,
        "example": tag.example,
        "counter_example": tag.counter_example,
        "archived": tag.archived_at,
        "field": [field_row(field) for field in tag.fields],
    }
    said = {key: value for key, value in said.items() if value}
    if said:
        yield _instruction(said)


def _attribute(words: str) -> str:
    return _IN_TEXT.sub(lambda found: f"&#{ord(found[0])};", words)


def _instruction(said: Any) -> str:  # noqa: ANN401 - as JSON
    written = json.dumps(said, ensure_ascii=False)
    return f"<?annotate {_IN_JSON.sub(_escaped, written)}?>"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
