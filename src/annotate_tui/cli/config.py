"""``annotate config``: where the settings lie, the values in force, and what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from annotate_tui.cli.failing import DONE, FAILED, say
from annotate_tui.cli.group import coder_option, json_option, library_option
from annotate_tui.cli.printing import print_json, print_lines, table, terminal_width
from annotate_tui.cli.session import Session

if TYPE_CHECKING:
    from annotate_tui.cli.records import Record
    from annotate_tui.services.settings import BoundKey, Checked

_VALUE = 2
_WHERE = {
    "reader": "in the text",
    "lists": "in every list",
    "library": "in the library",
    "across": "in the view across articles",
    "list": "in the list of marks",
    "contents": "in the table of contents",
}


@click.command(
    name="config",
    short_help="Show the settings and the keys.",
    epilog="\b\nExamples:\n  annotate config\n  annotate config --keys\n"
    "  ANNOTATE_CONFIG=other.toml annotate config",
)
@click.option(
    "--keys", "keys", is_flag=True, help="The keys of every action, as the file has them."
)
@json_option
@library_option
@coder_option
@click.pass_obj
def command(session: Session, keys: bool, as_json: bool) -> int:
    """Print the place of the settings file, and the values in force with where each comes from.

    An option of the command line wins over the environment, the environment over the file. Every
    mistake in the file is named on standard error, and the exit status is 1 then.
    """
    from annotate_tui.services.settings import Checked

    loaded = session.loaded
    checked = Checked(loaded.problems, [], loaded.settings.theme)
    if session.checker is not None:
        checked = session.checker(loaded)
    if keys and as_json:
        print_json({**b._asdict(), "keys": list(b.keys)} for b in checked.bound)
    elif keys:
        print_lines(_toml(checked.bound))
    elif as_json:
        print_json(_records(session, checked))
    else:
        rows = [
            [r["setting"], _origin(r), _written(r["value"])] for r in _records(session, checked)
        ]
        print_lines(
            table(["setting", "from", "value"], rows, width=terminal_width(), flexible={_VALUE: 1})
        )
    for problem in checked.problems:
        say(problem.told(loaded.path))
    return FAILED if checked.problems else DONE


def _records(session: Session, checked: Checked) -> Iterator[Record]:
    loaded, settings = session.loaded, session.loaded.settings
    named = {"file": loaded.path_from, "database": "--db" if session.db is not None else "",
             "coder": "--coder" if session.coder is not None else ""}  # fmt: skip
    values = {
        "file": str(loaded.path),
        "theme": checked.theme,
        "width": settings.width,
        "spacing": settings.spacing,
        "justify": settings.justify,
        "mouse": settings.mouse,
        "cursor": settings.cursor,
        "blind": settings.blind,
        "suggestions": settings.suggestions,
        "doubtful": settings.doubtful,
        "coder": session.coder_in_force,
        "database": str(session.path),
    }
    refused = {problem.line for problem in checked.problems}
    for name, value in values.items():
        origin = named.get(name) or loaded.origins.get(name, "default")
        line = loaded.line_of(name) if origin == "file" else 0
        if origin == "file" and line in refused:
            origin, line = "default", 0
        yield {"setting": name, "value": value, "from": origin, "line": line or None}
    bound = {binding.id: list(binding.keys) for binding in checked.bound}
    for action_id in settings.keys:
        if action_id in bound:
            line = loaded.line_of("keys", action_id)
            kept = line not in refused
            yield {
                "setting": f"keys.{action_id}",
                "value": bound[action_id],
                "from": "file" if kept else "default",
                "line": (line or None) if kept else None,
            }


def _origin(record: Record) -> str:
    line = record["line"]
    return f"line {line}" if line else str(record["from"])


def _written(value: object) -> str:
    """A value as one reads it; the keys as the file has them."""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def _toml(bound: Sequence[BoundKey]) -> Iterator[str]:
    """The table of keys for the settings file, with what each does."""
    yield "[keys]"
    context = ""
    for binding in bound:
        if binding.context != context:
            context = binding.context
            yield ""
            yield f"# {_WHERE.get(context, context)}"
        setting = f"{binding.id} = {json.dumps(list(binding.keys), ensure_ascii=False)}"
        yield f"{setting:<44}  # {binding.help}"
