"""Pages of HTML made and read, as the tests of them do."""

from __future__ import annotations

import pytest
from tests.loaders import sound

from annotate_tui.loaders import LoadError
from annotate_tui.loaders.html_pages import load, load_page
from annotate_tui.text.structure import block

PROSE = (
    "<p>The council will review the plan for the river, which has cost nine million since 2010.</p>"
    "<p>It is to report in spring, after it has heard the farmers and the town on both banks.</p>"
    "<p>Nobody expects the mill to open again before the summer of the year that follows.</p>"
)


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(body, head="", **details):
    article = load_page(page(body, head), "/p/page.html", "page.html", **details)
    sound.check_sound(article)
    return article


def blocks(article):
    found = []
    for index in range(len(article.structure)):
        one = block(article.structure, index)
        found.append((one.kind.name, one.level, one.label, article.text[one.start : one.end]))
    return found


def refusal(data, name="page.html"):
    with pytest.raises(LoadError) as caught:
        load(data, f"/p/{name}", name)
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence
