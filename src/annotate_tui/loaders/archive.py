"""A zip of files: each of them an article by its own format, in the order of the archive.

Nothing is ever written to disk. Hidden files, pictures, sounds and what else is no text by its name
are passed over without a word, all other files that cannot be read are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipInfo

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Loaded, Options, Refused
from annotate_tui.loaders.patterns import is_no_text, wanted
from annotate_tui.loaders.zip_reader import ZipReader, is_unsafe, is_zip, member_name, shown

NAME = "archive"
VERSION = 1

_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini", "lost+found"})
# What a zip is by a file that only such a one has, and what to do about it.
_KINDS = (
    ("xl/workbook.xml", "an Excel workbook: save its sheet as CSV and add that"),
    ("xl/workbook.bin", "an Excel workbook: save its sheet as CSV and add that"),
    ("ppt/presentation.xml", "a PowerPoint presentation: save it as PDF or text and add that"),
    ("visio/document.xml", "a Visio drawing: save it as PDF and add that"),
    ("AndroidManifest.xml", "an Android app, not a text: nothing was read"),
    ("META-INF/MANIFEST.MF", "a Java program, not a text: nothing was read"),
    ("Index/Document.iwa", "a Pages, Numbers or Keynote file: export it as Word or PDF"),
    ("Index/Metadata.iwa", "a Pages, Numbers or Keynote file: export it as Word or PDF"),
    ("Index.zip", "a Pages, Numbers or Keynote file: export it as Word or PDF"),
)
_OPEN_DOCUMENT = {
    "text": "an OpenDocument text: save it as Word (.docx) or PDF and add that",
    "spreadsheet": "an OpenDocument spreadsheet: save its sheet as CSV and add that",
    "presentation": "an OpenDocument presentation: save it as PDF and add that",
}


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes are a zip archive."""
    return is_zip(data)


def load_all(data: bytes, source: str, name: str, options: Options) -> Iterator[Loaded]:
    """The articles in a zip; each one's source is the archive's with "#" and its name in it.

    An archive in the archive is read too, one in that is refused. Raises LoadError for an archive
    that cannot be read, that is a document of another kind, or that holds nothing to be read.
    """
    called = name or source or "standard input"
    found = False
    for one in _read(data, source, called, options, None):
        found = True
        yield one
    if not found:
        raise LoadError(
            f"{called} holds no text to be read, only pictures and the like, or nothing that was "
            "asked for: look into it."
        )


def _read(
    data: bytes, source: str, called: str, options: Options, outer: ZipReader | None
) -> Iterator[Loaded]:
    reader = ZipReader(data, called, outer)
    if what := _what_it_is(reader):
        raise LoadError(f"{called} is {what}.")
    seen: set[str] = set()
    for info in reader.members:
        member = member_name(info)
        place = f"{source or called}#{member}"
        if info.is_dir() or _is_passed_over(member, options):
            continue
        if is_unsafe(member):
            sentence = (
                f"{shown(member)} in {called} has a name that points out of the archive or that no "
                "file should have: it was left out."
            )
            yield Refused(f"{source or called}#{shown(member)}", sentence)
        elif member in seen:
            sentence = f"{shown(member)} is in {called} twice: the first one was taken."
            yield Refused(place, sentence)
        else:
            seen.add(member)
            part = f"{source}#{member}" if source else "-"
            yield from _member(reader, info, part, place, options, outer is not None)


def _member(
    reader: ZipReader, info: ZipInfo, source: str, place: str, options: Options, inner: bool
) -> Iterator[Loaded]:
    """What is in one file of the archive; whatever is wrong with it is told, and the rest goes on."""
    from annotate_tui.loaders import articles_in_bytes, registry

    member = member_name(info)
    base = member.rpartition("/")[2]
    try:
        data = reader.read(info)
        loader = next(loader for loader in registry() if loader.claims(data, base))
        if loader.NAME != NAME:
            yield from articles_in_bytes(data, source, base, options)
        elif inner:
            raise LoadError(
                f"{base} is an archive in an archive in an archive: unpack it and add it then."
            )
        else:
            yield from _read(data, "" if source == "-" else source, base, options, reader)
    except LoadError as error:
        said = str(error)
        if said.startswith(f"{base} "):
            # The same name can stand in many folders.
            said = said.removeprefix(base).removeprefix(f" in {reader.called}")
            said = f"{shown(member)} in {reader.called}{said}"
        yield Refused(place, said)


def _is_passed_over(member: str, options: Options) -> bool:
    """Whether a file is left out without a word: by its name, or because it was not asked for."""
    parts = member.split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    if hidden or any(part.casefold() in _SYSTEM for part in parts):
        return True
    return not wanted(member, options) or is_no_text(member, options)


def _what_it_is(reader: ZipReader) -> str:
    """What else than a zip of files it is; "" for such a one."""
    for name, what in _KINDS:
        if name in reader:
            return what
    if "mimetype" in reader and "META-INF/manifest.xml" in reader:
        try:
            stated = reader.read_name("mimetype")[:100].decode("ascii", "replace")
        except LoadError:
            stated = ""
        kind = stated.rpartition(".opendocument.")[2].partition("-")[0].strip()
        return _OPEN_DOCUMENT.get(kind, "an OpenDocument file: save it as PDF and add that")
    return ""
