"""The words in a piece of HTML inside Markdown: tags dropped, entities decoded."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from annotate_tui.text.normal import collapse, normalise

_TAG = re.compile(r"<[^>]*>")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "iframe", "svg"})
_BREAKING = re.compile(
    r"address|article|aside|blockquote|body|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|html|legend|li|main|menu|nav|ol|option|p|pre|section"
    r"|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)


def html_paragraphs(html: str) -> list[str]:
    """The paragraphs a reader sees in a block of HTML; white space collapsed, ``<br>`` a break."""
    parser = _Words()
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:
        # The standard parser asserts on some broken declarations ("<![if").
        return [words] if (words := collapse(normalise(unescape(_TAG.sub(" ", html))))) else []
    return parser.paragraphs()


def inline_text(tag: str) -> str:
    """What stands for one inline tag in the text: a break for ``<br>``, a picture's words."""
    name = tag[1:4].casefold()
    if name.startswith("br") and not name[2:].isalnum():
        return "\n"
    if name == "img" and (found := _ALT.search(tag)):
        return unescape(next(group for group in found.groups() if group is not None))
    return ""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[list[str]] = [[]]
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif _BREAKING.fullmatch(tag):
            self._parts.append([])
        elif tag == "br":
            self._parts[-1].append("\0")
        elif tag == "img":
            self._parts[-1].append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif _BREAKING.fullmatch(tag) and not self._silent:
            self._parts.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts[-1].append(normalise(data))

    def paragraphs(self) -> list[str]:
        found: list[str] = []
        for part in self._parts:
            # NUL stands for a break: normalised data holds none.
            lines = [collapse(line) for line in "".join(part).split("\0")]
            if words := "\n".join(line for line in lines if line):
                found.append(words)
        return found
