"""Lines that were broken within a paragraph, as in mail and old archives, change nothing."""

import pytest
from tests.documents import compose

from annotate_tui.detect.suggester import Suggester
from annotate_tui.text.document import Document


def suggested(document):
    return [
        (one.tag, one.span, one.fields, one.likely, one.part_of)
        for one in Suggester(document).all()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The coroner Mererid Wyn said she would write to the trust.",
        "It rose. EU officials said they were there in March.",
        "The mayor dismissed that account as “creative.” He left.",
        "Luis Echeverry, who runs the ferry, put it more simply: “Nobody looked.”",
        "It is late and according to Ann Lee, between 5 and 10 people came for one year.",
        "A spokesman, who asked not to be named, said on Monday that at least 5 men died.",
    ],
)
def test_a_line_may_end_at_any_space(text):
    whole = compose(text)
    expected = suggested(whole)
    assert expected
    for at, sign in enumerate(text):
        if sign == " ":
            broken = f"{text[:at]}\n{text[at + 1 :]}"
            document = Document(broken, whole.structure, whole.language)
            assert suggested(document) == expected, broken
