"""The documentation tells the truth: its examples are run, its tables and pictures are compared.

In README.md and docs/ a ```console block is a session: what stands after "$ " is run by a shell,
the lines below are what it prints. ```sql and ```python blocks are run as well, and a ```text block
after one of them is what it gives. A page's examples follow each other in one folder, which holds
the sample article as article.txt; the library begins empty. "..." stands for whatever varies, in a
line or for lines.
"""

import importlib.util
import os
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import annotate_tui
from annotate_tui import columns
from annotate_tui.detect.figures import read_figure
from annotate_tui.services.adding import sample_path
from annotate_tui.store import Library
from annotate_tui.tui.bindings import KEYS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(annotate_tui.__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = ("console", "sql", "python")


class Example(NamedTuple):
    kind: str
    source: str
    prints: str | None


def name(path):
    return path.relative_to(ROOT).as_posix()


def read(page):
    return (ROOT / page).read_text(encoding="utf-8")


def examples(text):
    found = [Example(kind, body, None) for kind, body in FENCE.findall(text)]
    for one, following in zip(found, [*found[1:], Example("", "", None)], strict=True):
        if one.kind == "console":
            # What stands before the first "$ " belongs to no command.
            for part in re.split(r"^\$ ", one.source, flags=re.MULTILINE)[1:]:
                command, prints = re.fullmatch(
                    r"((?:[^\n]*\\\n)*[^\n]*)\n?(.*)", part, re.DOTALL
                ).groups()
                yield Example("console", command, prints)
        elif one.kind in RUN:
            yield one._replace(prints=following.source if following.kind == "text" else None)


class Folder:
    """A folder in which a page's examples follow each other."""

    def __init__(self, path):
        self.path = path
        self.bin = path.parent / "bin"
        self.bin.mkdir()
        self._script("annotate", f'exec "{sys.executable}" -m annotate_tui "$@"')
        self._script("python3", f'exec "{sys.executable}" "$@"')
        path.mkdir()
        (path / "article.txt").write_bytes(sample_path().read_bytes())
        varying = ("ANNOTATE", "PYTHON", "COLUMNS", "LINES", "NO_COLOR")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(varying)}
        self.env = kept | {
            "PATH": f"{self.bin}{os.pathsep}{kept['PATH']}",
            "PYTHONPATH": str(SOURCE),
            "PYTHONUTF8": "1",
            "ANNOTATE_DB": str(path / "library.db"),
            "ANNOTATE_CODER": "anna",
            "ANNOTATE_CONFIG": str(path / "settings.toml"),
            "HOME": str(path.parent),
            "TZ": "UTC",
        }

    def _script(self, command, line):
        path = self.bin / command
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(self, example):
        """What an example prints, errors among it; SQL gives a row a line, cells apart by " | "."""
        if example.kind == "sql":
            return self._query(example.source)
        argv = ["sh", "-c", example.source]
        if example.kind == "python":
            argv = [sys.executable, "-c", example.source]
        done = subprocess.run(
            argv,
            cwd=self.path,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        printed = done.stdout.decode()
        assert "Traceback" not in printed, printed
        return printed.replace("\r\n", "\n").replace(f"{self.path}/", "/articles/")

    def _query(self, sql):
        conn = sqlite3.connect(self.path / "library.db")
        try:
            rows = conn.execute(sql).fetchall()
        finally:
            conn.close()
        return "".join(" | ".join(str(cell) for cell in row) + "\n" for row in rows)


def matches(expected, printed):
    """Whether a text is what the page shows, with "..." for whatever varies."""
    pattern = ""
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "...":
            pattern += r"(?:[^\n]*\n)*"
        else:
            pattern += r"[^\n]*".join(map(re.escape, line.rstrip().split("..."))) + r" *\n"
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


def test_dots_stand_for_what_varies_and_for_nothing_else():
    assert matches("a ... c\n", "a b c\n")
    assert matches("a\n...\nd\n", "a\nb\nc\nd\n")
    assert matches("", "")
    assert not matches("a ... c\n", "a b\nc\n")
    assert not matches("a\n", "a\nb\n")
    assert not matches("a.b\n", "acb\n")


def test_commands_are_taken_apart():
    text = "```console\n$ one \\\n  more\nsaid\n$ two\n```\n\n```sql\nSELECT 1\n```\n\n```text\n1\n```\n"
    assert list(examples(text)) == [
        Example("console", "one \\\n  more", "said\n"),
        Example("console", "two", ""),
        Example("sql", "SELECT 1\n", "1\n"),
    ]


@pytest.mark.parametrize(
    "page", [name(p) for p in PAGES if any(f"```{kind}\n" in read(p) for kind in RUN)]
)
def test_the_examples_of_a_page_print_what_it_says(page, tmp_path):
    folder = Folder(tmp_path / "articles")
    for example in examples(read(page)):
        if example.kind == "python" and "import pandas" in example.source:
            compile(example.source, page, "exec")
            continue
        printed = folder.run(example)
        if example.prints is not None:
            assert matches(example.prints, printed), (
                f"{page}: {example.source}\nprints\n{printed}\nand not\n{example.prints}"
            )


def between(text, begin, end):
    assert text.count(begin) == text.count(end) == 1
    return text.split(begin)[1].split(end)[0].strip()


def tables_module():
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    return tables


def test_the_tables_of_suggestions_say_what_is_counted_now():
    """Where this fails the rules or the sets have changed: `make tables`."""
    page = read("docs/suggestions.md")
    told = between(page, "<!-- suggestions measured -->", "<!-- end of suggestions measured -->")
    assert told == tables_module().measures()


def test_the_tables_of_keys_are_those_of_the_program():
    """Where this fails the bindings have changed: `make tables`."""
    tables = tables_module()
    told = "".join(read(name(page)) for page in PAGES)
    assert set(" ".join(re.findall("<!-- keys: ([\\w ]+) -->", told)).split()) == {
        key.context for key in KEYS
    } - {"help"}
    assert [name(p) for p in PAGES if tables.with_keys(read(name(p))) != read(name(p))] == []


def first_cells(table):
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def test_the_page_on_export_has_every_column_in_order():
    page = read("docs/export.md")
    marks = between(page, "<!-- columns -->", "<!-- end of columns -->")
    assert first_cells(marks) == list(columns.ANNOTATION_COLUMNS)
    articles = between(page, "<!-- article columns -->", "<!-- end of article columns -->")
    assert first_cells(articles) == [
        *columns.ARTICLE_COLUMNS,
        "count.TAG",
        *columns.ARTICLE_END_COLUMNS,
    ]


def test_the_page_on_data_has_every_table_and_column(tmp_path):
    with Library.open(tmp_path / "library.db") as library:
        have = {
            str(row["name"]): [
                str(column["name"])
                for column in library.query(
                    "SELECT name FROM pragma_table_info(?)", [str(row["name"])]
                )
            ]
            for row in library.query(
                "SELECT name FROM pragma_table_list WHERE schema = 'main'"
                " AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%'"
            )
        }
    told = between(read("docs/data.md"), "<!-- tables -->", "<!-- end of tables -->")
    parts = re.split(r"^### `(\w+)`$", told, flags=re.MULTILINE)[1:]
    assert {t: first_cells(rows) for t, rows in zip(parts[::2], parts[1::2], strict=True)} == {
        table: names for table, names in have.items() if table != "_sqlite_migrations"
    }


def test_the_table_of_figures_says_what_is_read():
    told = between(
        read("docs/suggestions.md"), "<!-- figures as they are read -->", "<!-- end of figures -->"
    )
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.split("\n")[2:]]
    assert len(rows) > 10
    for words, qualifier, value, low, high, more in rows:
        fields = {"qualifier": qualifier.strip("`")}
        numbers = {"value": value, "low": low, "high": high}
        fields |= {name: float(cell) for name, cell in numbers.items() if cell}
        fields |= dict(re.findall(r"`(\w+)` ([^,]+)", more))
        assert read_figure(words, 0, len(words)) == fields, words


def headings(text):
    """The anchors of a page's headings, as GitHub makes them."""
    plain = FENCE.sub("", text)
    found = re.findall(r"^#+ (.+)$", plain, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in found}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        where = (page.parent / path).resolve() if path else page
        assert where.exists(), target
        if anchor:
            assert anchor in headings(where.read_text(encoding="utf-8")), target


def test_every_guide_is_linked_from_the_readme():
    linked = set(re.findall(r"\]\((docs/\w+\.md)", read("README.md")))
    assert linked == {name(p) for p in PAGES if p.parent == ROOT / "docs"}


PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))


def test_every_picture_is_shown_and_every_picture_shown_is_there():
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert shown == set(PICTURES)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_asks_for_nothing_from_anywhere(path):
    drawn = path.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"' )]+", drawn)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|@font-face|<image|<script|<foreignObject|href", drawn)


def test_the_pictures_show_the_program_as_it_is(tmp_path):
    """Where this fails the screen has changed: look at it, then `make pictures`."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "pictures.py"), "--into", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.svg")}
    kept = {path.name: path.read_text(encoding="utf-8") for path in PICTURES}
    assert made.keys() == kept.keys()
    assert [one for one in made if made[one] != kept[one]] == []
