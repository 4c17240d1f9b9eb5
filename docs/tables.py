"""``python docs/tables.py``: the parts of the documentation that are made from the program.

Between ``<!-- keys: CONTEXT ... -->`` and ``<!-- end of keys -->`` stands a table of all bindings
of these contexts, below ``$ annotate ... --help`` what that prints, and between
``<!-- suggestions measured -->`` and its end how the suggestions do on the sets marked by hand. What
differs is written anew.
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
_MEASURED = re.compile(
    r"(<!-- suggestions measured -->\n).*?(<!-- end of suggestions measured -->)", re.DOTALL
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
    "changes": "What changed",
    "flagged": "Marks to be placed",
}
"""What stands over the keys of a list; those of the text have groups of their own."""


def with_keys(page: str) -> str:
    """A page with the keys as they are now."""
    return _TABLE.sub(lambda m: f"{m[1]}\n{keys(m[2].split())}\n\n{m[3]}", page)


def with_help(page: str) -> str:
    """A page with what ``--help`` prints now."""
    return _HELP.sub(lambda m: f"{m[1]}{help_of(m[2].split())}{m[3]}", page)


def with_measures(page: str) -> str:
    """A page with how the suggestions do now; no speed, so that every machine writes the same."""
    return _MEASURED.sub(lambda m: f"{m[1]}\n{measures()}\n\n{m[2]}", page)


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


def measures() -> str:
    """A table for each kind of set, by what is likely: `python -m benchmarks.suggestions`."""
    # Run as a script, only this file's folder is searched for modules.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from benchmarks.suggestions import gold
    from benchmarks.suggestions.score import Tally, score

    from annotate_tui.detect.suggester import Suggester

    def row(what: str, right: str, said: str, asked: str, *more: str) -> str:
        f1 = tally.f1(right, said, asked)
        cells = [
            f"{counts[asked]}",
            shown(tally.share(right, asked)),
            shown(tally.share(right, said)),
            shown(f1),
            *more,
        ]
        return f"| {what} | {' | '.join(cells)} |"

    def shown(share: float | None) -> str:
        return "" if share is None else f"{share:.3f}"

    told: list[str] = []
    for name in gold.names():
        marked = gold.read_set(name)
        tally: Tally = score(
            name, marked, lambda document: (one for one in Suggester(document).all() if one.likely)
        )
        counts = tally.counts
        kind, size = name.partition("_")[0], f"{tally.size / 1000:.0f} kB"
        if kind == "quotes":
            told += [
                f"| `{name}`, {len(marked)} articles, {size} | marked | recall | precision | F1 | speaker | name |",
                "|---|---|---|---|---|---|---|",
            ]
            for mode in ("direct", "mixed", "indirect"):
                speakers = f"{mode} speakers"
                told.append(
                    row(
                        mode,
                        f"{mode} right",
                        f"{mode} said",
                        f"{mode} asked",
                        shown(tally.share(f"{speakers} right", speakers)),
                        shown(tally.share(f"{mode} names right", speakers)),
                    )
                )
            parts = shown(tally.share("parts right", "parts asked"))
            told.append(f"| second halves linked | {counts['parts asked']} | {parts} | | | | |")
        elif kind == "figures":
            told += [
                f"| `{name}`, {len(marked)} sentences, {size} | marked | recall | precision | F1 |",
                "|---|---|---|---|---|",
                row("value", "values right", "values said", "values asked"),
                row("value with qualifier", "signs right", "values said", "values asked"),
                row("the words", "spans right", "spans said", "spans asked"),
            ]
            for what in ("unit", "change"):
                share = shown(tally.share(f"{what}s right", f"{what}s asked"))
                told.append(f"| {what} | {counts[f'{what}s asked']} | {share} | | |")
        else:
            told += [
                f"| `{name}`, {len(marked)} articles, {size} | sentences | worth checking | suggested | precision |",
                "|---|---|---|---|---|",
                f"| claims | {counts['sentences']} | {counts['worth']} | {counts['said']} |"
                f" {shown(tally.share('right', 'said'))} |",
            ]
        told.append("")
    return "\n".join(told).strip()


def main() -> None:
    """Write anew what differs."""
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        now = with_measures(with_help(with_keys(page)))
        if now != page:
            path.write_text(now, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} has changed")


if __name__ == "__main__":
    main()
