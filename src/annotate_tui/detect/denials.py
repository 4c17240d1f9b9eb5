"""Words of saying by which nothing is said: denied, not said, or said by nobody. Rules of our own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage
    from annotate_tui.detect.saying import Attribution

CONTRARY = frozenset("deny refute disprove".split())
"""Verbs that say the contrary of the clause behind them."""
_NOBODY = re.compile(
    r"(?:nobody|no[\s-]one|none|neither|not\s(?:one|a\ssingle|a|any|many|everyone|all)"
    r"|no\s(?!\d|longer\b)[^\W\d]\w+|few)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bneither|\bnor|\bwithout|\b(?:declin|refus)(?:ed|es|ing)\sto"
    r"|\b(?:unable|unwilling)\sto|\bstopped\sshort\sof)(?:\s(?!only\b|just\b|merely\b)\w+)?\s+\Z"
)
_REJECTED = re.compile(
    r"\b(?:den(?:ied|ies|ying)|(?:reject|dismiss|disput|refut)(?:ed|e?s|ing))\s+(?:\w+\s+){0,2}\Z"
)
_NO = re.compile(r"\b(?:[Nn]ot|[Nn]o)\s\Z")
_NEAR = 40  # code points before a word of saying in which it may be denied


def is_contrary(found: Attribution) -> bool:
    """Whether the contrary of the reported words was said: "denied that"."""
    return found.lemma in CONTRARY


def is_unsaid(text: str, found: Attribution) -> bool:
    """Whether nobody said it: "did not say that", "no one said that"."""
    source, at = found.source, found.cue.start
    low = max(found.sentence.start, at - _NEAR)
    if source is not None:
        if _NOBODY.match(text, *source):
            return True
        if source.end <= at:
            low = max(low, source.end)
        head = text[max(found.sentence.start, source.start - 8) : source.start]
        if source.end <= at and _NO.search(head):
            return True
    # "denied reports that", "rejected the claim that"
    if found.cue.end - at > 5 and _REJECTED.search(text[max(found.sentence.start, at - 30) : at]):
        return found.that is not None
    return found.kind == "verb" and _NOT.search(text[low:at]) is not None


def speaks_for(passage: Passage, found: Attribution, span: Span) -> bool:
    """Whether whoever is the source holds what stands at ``span`` to be so."""
    behind = found.cue.end <= span.start
    return not (passage.is_unsaid(found) or (behind and is_contrary(found)))
