"""Makes the sample of a PDF: ``python make_samples_pdf.py``. Tests set other pages with `typeset`.

A small typesetter: columns, justified or not, hyphens at line ends, running heads, notes at the
foot. It writes with reportlab, so that the files are what other programs make, and comes out the
same byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).parent / "samples"
WIDTH, HEIGHT = 595.0, 842.0
_MARGIN = 60.0
_FOOT = 60.0

TITLE = "Old bridge to close after forty years of repairs"
BYLINE = "By Mara Lindqvist"
NOTE = "Minutes of the harbour board, 4 March 2024, page 17; the board has published them since."
PARAGRAPHS = (
    "The old bridge across the harbour will close to all traffic on Monday, the harbour board said "
    "in a statement that surprised even its own engineers. At least 16 companies on the southern "
    "quay depend on it, among them the shipyard, the fish market and two well-known breweries.",
    "“We have repaired what could be repaired,” said Aino Berg, who has led the board since 2019. "
    "“There comes a day on which the next repair costs more than the next bridge, and that day was "
    "last Thursday.” She would not say how much the board had already spent, nor whether an "
    "Oslo-based contractor had been asked for a second opinion.[1]",
    "According to the minutes of the board, engineers had warned of cracks in the northern pier as "
    "early as 2017. A long-term plan was written, discussed and put aside. In the autumn of 2022 the "
    "number of sensors was doubled, and the permitted weight of a lorry fell from 40 tonnes to 12.",
    "Shopkeepers on the southern side fear for the summer. “Nobody takes a detour of eleven "
    "kilometres for a loaf of bread,” said Tomas Ek, whose bakery has stood at the foot of the "
    "bridge for three generations. He expects to lose more than half of his customers.",
    "The mayor disagrees. In an interview on the local radio he pointed out that the ferry, which "
    "was discontinued in 1998, could be running again within weeks, and that the ministry had "
    "promised to pay for it. The ministry did not answer questions about such a promise.",
    "What becomes of the bridge itself is unknown. Conservationists want to keep the two towers, "
    "which were built in 1911 and are listed; the board would rather sell the steel. A decision is "
    "expected in September, after an independent examination of the foundations.",
    "Until then the police will stand at both ends, day and night. Pedestrians and cyclists may "
    "cross until Friday; what happens after that depends on the wind, a spokeswoman said, and she "
    "was only half joking: above 15 metres per second the closed bridge must not be entered at all.",
)


@dataclass(frozen=True)
class Look:
    """How pages are set; lengths in points."""

    columns: int = 2
    font: str = "Times-Roman"
    size: float = 9.5
    leading: float = 11.4
    indent: float = 10.0
    gap: float = 0.0
    gutter: float = 14.0
    justified: bool = True
    hyphens: bool = True
    heads: bool = True
    word_by_word: bool = False


@dataclass
class _Setter:
    canvas: Canvas
    look: Look
    page: int = 1
    column: int = 0
    top: float = 0.0
    y: float = 0.0
    notes: list[list[list[str]]] = field(default_factory=list)

    @property
    def width(self) -> float:
        look = self.look
        return (WIDTH - 2 * _MARGIN - look.gutter * (look.columns - 1)) / look.columns

    @property
    def x(self) -> float:
        return _MARGIN + self.column * (self.width + self.look.gutter)

    @property
    def floor(self) -> float:
        return _FOOT + (sum(map(len, self.notes)) * 8.4 + 14 if self.notes else 0)

    def heads(self) -> None:
        if self.look.heads:
            self.canvas.setFont("Helvetica", 8)
            self.canvas.drawString(_MARGIN, HEIGHT - 40, "THE HARBOUR COURIER")
            self.canvas.drawRightString(WIDTH - _MARGIN, HEIGHT - 40, "Monday, 11 March 2024")
            self.canvas.drawCentredString(WIDTH / 2, 34, f"Page {self.page}")

    def next_column(self) -> None:
        self.column += 1
        if self.column == self.look.columns:
            self.end_page()
            self.canvas.showPage()
            self.page, self.column, self.top = self.page + 1, 0, HEIGHT - 66
            self.heads()
        self.y = self.top

    def end_page(self) -> None:
        y = self.floor - 14
        for note in self.notes:
            for words in note:
                self.line(words, _MARGIN, y, 7.0, 0.0)
                y -= 8.4
        self.notes = []

    def line(self, words: list[str], x: float, y: float, size: float, width: float) -> None:
        """Words on one line; over the whole ``width`` where it is not 0."""
        font = self.look.font
        self.canvas.setFont(font, size)
        if not width or len(words) == 1:
            self.canvas.drawString(x, y, " ".join(words))
            return
        free = width - sum(stringWidth(word, font, size) for word in words)
        blank = free / (len(words) - 1)
        if self.look.word_by_word:
            for word in words:
                self.canvas.drawString(x, y, word)
                x += stringWidth(word, font, size) + blank
            return
        line = self.canvas.beginText(x, y)
        line.setFont(font, size)
        line.setWordSpace(blank - stringWidth(" ", font, size))
        line.textOut(" ".join(words))
        line.setWordSpace(0)
        self.canvas.drawText(line)

    def paragraph(self, words: str, indent: float) -> None:
        look = self.look
        note = re.search(r"\[(\d)\]$", words)
        words = words[: note.start()] + note[1] if note else words
        lines = broken(words, look.font, look.size, self.width, indent, look.hyphens)
        for number, line in enumerate(lines):
            if self.y < self.floor + 24:
                self.next_column()
            shift = 0.0 if number else indent
            last = number == len(lines) - 1
            width = self.width - shift if look.justified and not last else 0.0
            self.line(line, self.x + shift, self.y, look.size, width)
            self.y -= look.leading
        if note:
            self.notes.append(broken(note_of(int(note[1])), look.font, 7.0, 475.0, 0.0, False))
        self.y -= look.gap


def note_of(number: int) -> str:
    """The note with that number, from 1 to 9."""
    if number == 1:
        return f"1 {NOTE}"
    return f"{number} Letter {'abcdefghij'[number]} to the board, kept in its archive."


def broken(
    words: str, font: str, size: float, width: float, indent: float, hyphens: bool
) -> list[list[str]]:
    """The words in lines, each as full as it can be."""
    left = words.split(" ")
    lines: list[list[str]] = []
    line: list[str] = []
    room = width - indent
    while left:
        if stringWidth(" ".join([*line, left[0]]), font, size) <= room or not line:
            line.append(left.pop(0))
            continue
        for cut, sign in _cuts(left[0]) if hyphens else []:
            if stringWidth(" ".join([*line, left[0][:cut] + sign]), font, size) <= room:
                line.append(left[0][:cut] + sign)
                left[0] = left[0][cut:]
                break
        lines.append(line)
        line, room = [], width
    return [*lines, line] if line else lines


def _cuts(word: str) -> list[tuple[int, str]]:
    """Where a word may be cut, the last place first: after a hyphen, else between syllables."""
    if "-" in word[1:-1]:
        return [(word.index("-", 1) + 1, "")]
    plain = re.match("[a-z]*", word)
    assert plain is not None
    cuts = re.finditer("(?<=[aeiou])(?=[b-df-hj-np-tv-z][a-z]{2})", plain[0])
    return [(cut.start(), "-") for cut in cuts if cut.start() > 2][::-1]


def typeset(
    look: Look,
    paragraphs: Sequence[str] = PARAGRAPHS,
    title: str = TITLE,
    headings: int = 0,
    stated: str = TITLE,
) -> tuple[bytes, list[str]]:
    """A PDF, and its blocks as a reader reads them: headline, byline, paragraphs, headings.

    A paragraph that ends in "[1]" has a note at the foot of the page, which is no part of the
    blocks. Over every ``headings``-th paragraph stands a heading.
    """
    made = BytesIO()
    canvas = Canvas(made, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle(stated)
    canvas.setAuthor("Mara Lindqvist")
    setter = _Setter(canvas, look)
    setter.heads()
    truth = [title, BYLINE]
    y = HEIGHT - 90
    for line in broken(title, "Times-Bold", 22, WIDTH - 2 * _MARGIN, 0, False):
        canvas.setFont("Times-Bold", 22)
        canvas.drawString(_MARGIN, y, " ".join(line))
        y -= 26
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(_MARGIN, y, BYLINE)
    setter.top = setter.y = y - 24
    for number, words in enumerate(paragraphs):
        if headings and number and number % headings == 0:
            if setter.y < setter.floor + 80:
                setter.next_column()
            truth.append(f"What came after, part {number // headings}")
            canvas.setFont("Times-Bold", look.size)
            setter.y -= 8
            canvas.drawString(setter.x, setter.y, truth[-1])
            setter.y -= look.leading + 4
        setter.paragraph(words, look.indent)
        truth.append(re.sub(r"\[(\d)\]$", r"\1", words))
    setter.end_page()
    canvas.save()
    return made.getvalue(), truth


def sample() -> bytes:
    """Two pages in two columns, with a note, running heads and page numbers."""
    return typeset(Look(size=15, leading=21, indent=12))[0]


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    (SAMPLES / "newspaper.pdf").write_bytes(sample())
