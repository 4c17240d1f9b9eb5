"""How each measured program is started, and the library file of ours read from outside."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import texts
from benchmarks.terminal import Terminal, environment

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = next((ROOT / "seeds").glob("*.txt"))
SAMPLE_OPENING = "There have been reports indicating"
"""The first words of the sample's first sentence: on the screen, the reader is ready."""

ANNOTATE = (sys.executable, "-m", "annotate_tui")

BOOK_BLOCKS = 3_530
"""Paragraphs of the Markdown book: with these, 0.9 MB."""


class BenchmarkError(Exception):
    """A measure cannot run; the message says why and what to do."""


@dataclass(slots=True)
class Bench:
    """A directory for one run of all measures: texts, libraries, and the terminal's size."""

    home: Path
    annotate: Sequence[str] = ANNOTATE
    rows: int = 30
    columns: int = 100
    blocks: int = texts.BLOCKS
    _texts: dict[str, Path] = field(default_factory=dict)
    _made: int = 0

    def text(self, shape: str) -> Path:
        """The file of a long text, made when first asked for."""
        if shape not in self._texts:
            path = self.home / f"{shape}.txt"
            path.write_text(texts.build(shape, self.blocks), encoding="utf-8", newline="\n")
            self._texts[shape] = path
        return self._texts[shape]

    def book(self) -> Path:
        """A Markdown book of 0.9 MB with a chapter every 50 paragraphs, made when first asked for."""
        path = self.home / "book.md"
        if not path.exists():
            lines = [f"# {texts.TITLE}", ""]
            for number, paragraph in enumerate(texts.sentences(BOOK_BLOCKS)):
                if number and number % 50 == 0:
                    lines += [f"## Chapter {number // 50}", ""]
                lines += [" ".join(paragraph), ""]
            path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        return path

    def path(self, name: str) -> Path:
        """A path in the run's directory that nothing has used."""
        self._made += 1
        return self.home / f"{self._made:03}-{name}"

    def library(self, *sources: Path) -> Path:
        """A new library that holds ``sources``, imported by the ``add`` command."""
        library = self.path("library.db")
        if sources:
            command = [*self.annotate, "--db", str(library), "add", *map(str, sources)]
            done = subprocess.run(
                command,
                env=environment(self.home),
                cwd=self.home,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise BenchmarkError(f"{' '.join(command)} failed: {done.stderr.strip()[-400:]}")
        return library

    def reader(
        self, library: Path, source: Path | None = None, size: tuple[int, int] | None = None
    ) -> Terminal:
        """Our reader on ``source``, or on the list of the library."""
        named = [] if source is None else [str(source)]
        return self.open([*self.annotate, "--db", str(library), *named], size=size)

    def bare(self) -> Terminal:
        """A Textual app with one Static, run by the same Python."""
        return self.open([sys.executable, str(ROOT / "benchmarks" / "bare.py")])

    def slate(self, source: Path, scope: str, kept: Path | None = None) -> Terminal:
        """SLATE on ``source``, its log and annotations in a directory of their own.

        ``scope`` is what its keys step over: line or token. ``kept`` is where it is to save, which
        must not exist and, as all its paths, hold no blank. Raises BenchmarkError without SLATE.
        """
        if importlib.util.find_spec("slate") is None:
            raise BenchmarkError("SLATE is not installed: pip install 'annotate-tui[bench]'")
        directory = self.path("slate")
        directory.mkdir()
        if " " in f"{source}{self.home}":
            raise BenchmarkError(f"SLATE takes no blank in a path: move {source} or {self.home}")
        files = f"{source} {kept or directory / 'annotations'}"
        options = ["-t", "categorical", "-s", scope, "-l", str(directory / "log")]
        return self.open([sys.executable, "-m", "slate", *options, files], directory)

    def frogmouth(self, source: Path) -> Terminal:
        """frogmouth on a Markdown file. Raises BenchmarkError without it."""
        program = Path(os.environ.get("FROGMOUTH", sys.prefix + "/frogmouth/bin/frogmouth"))
        if not program.exists():
            raise BenchmarkError(
                f"frogmouth is not at {program}: it wants an older Textual, hence an environment of"
                " its own; 'make bench' makes one"
            )
        return self.open([str(program), str(source)])

    def open(
        self,
        command: Sequence[str],
        directory: Path | None = None,
        size: tuple[int, int] | None = None,
    ) -> Terminal:
        """A command in a terminal of ``size`` (rows, columns), else of this run's."""
        env = environment(self.home)
        rows, columns = size or (self.rows, self.columns)
        return Terminal(command, env, rows, columns, directory or self.home)


class Watch:
    """A second connection to a library, as another program would hold: it only reads.

    A change counts as on disk when this connection sees it: with ``synchronous=FULL`` SQLite shows
    a transaction to others after it has been synced (https://www.sqlite.org/wal.html).
    """

    def __init__(self, library: Path) -> None:
        self._connection = sqlite3.connect(f"{library.as_uri()}?mode=ro", uri=True, timeout=1.0)
        self._seen = self.changes()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def changes(self) -> int:
        """The number of the last event in the log; 0 before the first."""
        return int(self._value("SELECT coalesce(max(seq), 0) FROM events"))

    def changed(self) -> bool:
        """Whether the log has grown since the last ``mark``."""
        return self.changes() > self._seen

    def mark(self) -> None:
        """What is there now is known."""
        self._seen = self.changes()

    def marks(self) -> list[tuple[str, str, str]]:
        """Tag, words and note of every live annotation, in the order of the export."""
        with closing(
            self._connection.execute("SELECT tag, text, note FROM annotation_table")
        ) as rows:
            return [(tag or "", text or "", note or "") for tag, text, note in rows]

    def said(self) -> list[tuple[str, str]]:
        """Speaker and mode of every live annotation, in the order of the export."""
        with closing(
            self._connection.execute("SELECT speaker, quote_mode FROM annotation_table")
        ) as rows:
            return [(speaker or "", mode or "") for speaker, mode in rows]

    def _value(self, query: str) -> int:
        with closing(self._connection.execute(query)) as rows:
            return int(rows.fetchone()[0])
