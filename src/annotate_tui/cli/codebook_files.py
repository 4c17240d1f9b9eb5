"""``annotate tags export`` and ``annotate tags import``: the codebook to a file and from one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate_tui.cli.failing import Failure, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.piped import standard_input
from annotate_tui.cli.printing import TerminalStream, print_json, print_lines, speak_utf8
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.formats.codebook import CodebookFormat
    from annotate_tui.services.codebook import Imported

_FORMATS = "toml, qdc, names"


@click.command(
    name="export",
    short_help="Write the codebook to a file.",
    epilog="\b\nExamples:\n  annotate tags export -o codebook.toml\n"
    "  annotate tags export -o codebook.qdc\n  annotate tags export --format names",
)
@click.option("--format", "name", metavar="NAME", help=f"One of: {_FORMATS}.")
@click.option(
    "-o", "--output", "path", metavar="FILE", help='Where to; "-" is standard output (default).'
)
@library_option
@click.pass_obj
def export_tags(session: Session, name: str | None, path: str | None) -> int:
    """Write the codebook: its tags with all that belongs to them, and the document variables.

    TOML is for people and for version control, .qdc (REFI-QDA) for other programs; both hold
    everything. A plain list of names holds the names and what each means. The ending of FILE chooses
    the format; without one it is TOML.
    """
    path = None if path == "-" else path
    chosen = _chosen(name, path)
    with session.reading() as library:
        codebook = library.codebook()
    text = chosen.write(codebook)
    if path is None:
        if sys.stdout.isatty():
            TerminalStream().write(text)
        else:
            speak_utf8(newline="")
            sys.stdout.write(text)
        return 0
    from annotate_tui.services.exporting import write_file

    try:
        write_file(Path(path).expanduser(), lambda stream: stream.write(text))
    except OSError as error:
        raise Failure(f"{path} could not be written: {error.strerror}.") from error
    counts = [_counted(len(codebook.tags), "tag")]
    if codebook.variables:
        counts.append(_counted(len(codebook.variables), "variable"))
    say(f"{' and '.join(counts)}; written to {path}.")
    return 0


@click.command(
    name="import",
    short_help="Merge a file's codebook into the library's.",
    epilog="\b\nExamples:\n  annotate tags import codebook.toml\n"
    "  annotate tags import ours.qdc --json\n  annotate tags import --format names - < list",
)
@click.argument("file")
@click.option("--format", "name", metavar="NAME", help=f"One of: {_FORMATS}.")
@json_option
@coder_option
@library_option
@click.pass_obj
def import_tags(session: Session, file: str, name: str | None, as_json: bool) -> int:
    """Merge the codebook in FILE ("-" is standard input) into that of the library.

    Tags go by their paths. What the file says wins, nothing is taken away, and 'u' in the reader
    takes the whole import back. The ending of FILE chooses the format; without one it is TOML.
    """
    from annotate_tui.formats.codebook import CodebookFileError
    from annotate_tui.services.codebook import CodebookError, import_codebook

    chosen = _chosen(name, None if file == "-" else file)
    told: list[str] = []
    try:
        codebook = chosen.read(_bytes(file), "standard input" if file == "-" else file, told)
        with session.library() as library:
            done = import_codebook(library, codebook)
    except (CodebookFileError, CodebookError) as error:
        raise Failure(str(error)) from error
    for sentence in told:
        say(sentence)
    if as_json:
        print_json(_records(done))
    else:
        print_lines([_summary(done)])
    return 0


def _chosen(name: str | None, path: str | None) -> CodebookFormat:
    from annotate_tui.formats.codebook import UnknownFormatError, choose

    try:
        return choose(name, path)[1]
    except UnknownFormatError as error:
        raise click.UsageError(str(error)) from error


def _bytes(file: str) -> bytes:
    from annotate_tui.formats.codebook.decoding import LARGEST

    if file == "-":
        return standard_input().read(LARGEST + 1)
    try:
        with Path(file).expanduser().open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is none"
        raise Failure(f"{file} could not be read: {why}.") from error


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _summary(done: Imported) -> str:
    """What an import did, as one sentence."""
    tags = (done.added, done.changed, done.same)
    variables = (done.variables_added, done.variables_changed, done.variables_same)
    parts = _did(tags, "tag") + _did(variables, "variable") or ["the file holds no tags"]
    said = [", ".join(parts)]
    for change in done.key_changes:
        instead = f"it has {change.kept}" if change.kept else "none given"
        said.append(f"key {change.wanted} of “{change.path}” was not free: {instead}")
    return "; ".join(said) + "."


def _did(paths: tuple[Sequence[str], Sequence[str], Sequence[str]], what: str) -> list[str]:
    parts: list[str] = []
    for some, did in zip(paths, ("added", "changed", "as before"), strict=True):
        if some:
            parts.append(f"{len(some) if parts else _counted(len(some), what)} {did}")
    return parts


def _records(done: Imported) -> list[dict[str, Any]]:
    keys = {change.path: change for change in done.key_changes}
    records: list[dict[str, Any]] = []
    for did, tags, variables in (
        ("added", done.added, done.variables_added),
        ("changed", done.changed, done.variables_changed),
        ("same", done.same, done.variables_same),
    ):
        for path in tags:
            record: dict[str, Any] = {"kind": "tag", "name": path, "did": did}
            if path in keys:
                record |= {"key": keys[path].kept, "key_wanted": keys[path].wanted}
            records.append(record)
        records += [{"kind": "variable", "name": name, "did": did} for name in variables]
    return records
