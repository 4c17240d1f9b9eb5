"""``python docs/tables.py``: the parts of the documentation that are made from the program.

Between ``<!-- keys: CONTEXT ... -->`` and ``<!-- end of keys -->`` stands a table of all bindings
of these contexts, and below ``$ annotate ... --help`` what that prints. What differs is written anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from annotate_tui.tui.bindings import KEYS
from annotate_tui.tui.keymap import shown

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_TABLE = re.compile(r"(<!-- keys: ([\w ]+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)
_HELP = re.compile(
    r"(^```console\n\$ annotate([^\n]*) --help\n).*?(^```$)", re.DOTALL | re.MULTILINE
)
_TITLES = {
    "lists": "Every list",
    "list": "The list of marks",
    "contents": "The table of contents",
    "library": "The library",
    "across": "The search of everything, the marks of all articles",
    "codebook": "The codebook",
    "fields": "The fields of a tag, the document variables",
    "values": "The values",
}
"""What stands over the keys of a list; those of the text have groups of their own."""


def with_keys(page: str) -> str:
    """A page with the keys as they are now."""
    return _TABLE.sub(lambda m: f"{m[1]}\n{keys(m[2].split())}\n\n{m[3]}", page)


def with_help(page: str) -> str:
    """A page with what ``--help`` prints now."""
    return _HELP.sub(lambda m: f"{m[1]}{help_of(m[2].split())}{m[3]}", page)


def keys(contexts: Sequence[str]) -> str:
    """The bindings of these contexts, in their order, a table for each group."""
    lines: list[str] = []
    group = ""
    for context in contexts:
        for key in KEYS:
            if key.context != context:
                continue
            title = _TITLES.get(context, key.group)
            if title != group:
                group = title
                lines += ["", f"| {title} | |", "|---|---|"]
            keys = " ".join(f"`{shown([one])}`" for one in key.keys)
            lines.append(f"| {keys} | {key.help} |")
    return "\n".join(lines).strip()


def help_of(command: Sequence[str]) -> str:
    """What ``--help`` prints for a command, for all of them without a name."""
    argv = [sys.executable, "-m", "annotate_tui", *command, "--help"]
    return subprocess.run(argv, capture_output=True, check=True, text=True).stdout


def main() -> None:
    """Write anew what differs."""
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        now = with_help(with_keys(page))
        if now != page:
            path.write_text(now, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} has changed")


if __name__ == "__main__":
    main()
