"""How many marks of an article wait to be placed in its current text."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

_SEVERAL = "SELECT article_id AS value FROM texts GROUP BY article_id HAVING count(*) > 1"
_FLAGGED = """
SELECT r.id, count(*) FROM ({articles}) j
CROSS JOIN articles r ON r.id = j.value
CROSS JOIN anchors n ON n.text_id = r.text
JOIN annotations a ON a.id = n.annotation_id
WHERE EXISTS (SELECT 1 FROM texts t WHERE t.article_id = r.id AND t.id <> r.text)
    AND n.state IN ('changed', 'lost') AND a.removed_at IS NULL
    AND (?1 IS NULL OR a.coder IN (SELECT value FROM json_each(?1)))
GROUP BY r.id
"""


def flagged(
    fetch: Callable[..., list[tuple[Any, ...]]],
    article_ids: Collection[str] | None = None,
    coders: Collection[str] | None = None,
) -> dict[str, int]:
    """By article id how many of its marks (of these ``coders``) are changed or lost; others left out.

    An article that has had one text only is passed over: so a large library costs no more than its
    articles that have changed.
    """
    theirs = None if coders is None else json.dumps(list(coders))
    if article_ids is None:
        return dict(fetch(_FLAGGED.format(articles=_SEVERAL), theirs))
    sql = _FLAGGED.format(articles="SELECT value FROM json_each(?2)")
    return dict(fetch(sql, theirs, json.dumps(list(article_ids))))
