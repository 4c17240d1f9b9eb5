"""Articles, marks, tags and steps as the records that ``--json`` prints.

The names are those of the CSV columns where there is one; what is a list or a mapping stays one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotate_tui.model import Field, Mark, Tag, Variable
    from annotate_tui.services.adding import Added
    from annotate_tui.services.checking import Problem
    from annotate_tui.services.conversion_values import Refused
    from annotate_tui.store.rows import ArticleRow, StepInfo
    from annotate_tui.store.search import Hit

Record = dict[str, Any]


def article_record(article: ArticleRow, tags: Sequence[Tag]) -> Record:
    """An article; ``counts`` has each tag path that has marks, "" for plain notes. ``flagged`` is how
    many marks wait to be placed in the current text.

    ``found`` says where its details stood; "hand" for what was entered here.
    """
    paths = {tag.id: tag.path for tag in tags}
    return {
        "number": article.number,
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "site": article.site,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "retrieved_at": article.retrieved_at,
        "language": article.language,
        "added_at": article.added_at,
        "done_at": article.done_at,
        "note": article.note,
        "characters": article.length,
        "annotations": article.marks,
        "flagged": article.flagged,
        "counts": {paths.get(i, i): count for i, count in article.counts.items() if count},
        "variables": dict(article.variables),
        "found": dict(article.found),
        "text_sha256": article.text_sha256,
    }


def added_record(added: Added, tags: Sequence[Tag]) -> Record:
    """An article that came in, what became of it and of its marks, and what it is like."""
    return {
        **article_record(added.article, tags),
        "status": added.status,
        "message": added.message,
        "like": [one._asdict() for one in added.like],
        "anchored": added.anchored._asdict() if added.anchored else None,
    }


def mark_record(mark: Mark, article: ArticleRow, text_sha256: str, tags: Sequence[Tag]) -> Record:
    """A mark in one text of its article; ``text`` is the exact words at its place."""
    said, place = mark.annotation, mark.anchor
    return {
        "id": said.id,
        "tag": next((tag.path for tag in tags if tag.id == said.tag_id), ""),
        "start": place.start,
        "end": place.end,
        "text": place.exact,
        "note": said.note,
        "fields": dict(said.fields),
        "guessed": list(said.guessed),
        "context": said.context,
        "paragraph_no": said.paragraph_no,
        "sentence_no": said.sentence_no,
        "anchor": place.state,
        "origin": said.origin,
        "coder": said.coder,
        "coded_at": said.created_at,
        "changed_at": said.updated_at,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "article": article.number,
        "article_id": article.id,
        "text_sha256": text_sha256,
    }


def hit_record(hit: Hit) -> Record:
    """A passage that a search found; ``text`` is the words found, ``annotation`` a mark's id."""
    return {
        "kind": hit.kind,
        "article": hit.number,
        "article_id": hit.article_id,
        "title": hit.title,
        "published": hit.published,
        "text_id": hit.text_id,
        "start": hit.start,
        "end": hit.end,
        "text": hit.words,
        "left": hit.left,
        "right": hit.right,
        "score": float(f"{hit.score:.4g}"),
        "annotation": hit.annotation_id,
    }


def tag_record(tag: Tag, counts: Mapping[str, int]) -> Record:
    """A tag of the codebook; ``counts`` maps tag ids to how many marks stand.

    ``fields`` are those that the tag declares itself, ``inherited`` those of the tags above it.
    """
    return {
        "id": tag.id,
        "path": tag.path,
        "name": tag.name,
        "key": tag.key,
        "colour": tag.colour,
        "description": tag.description,
        "example": tag.example,
        "counter_example": tag.counter_example,
        "parent": tag.path.rpartition("/")[0],
        "fields": [field_record(field) for field in tag.fields],
        "inherited": [field_record(field) for field in tag.inherited],
        "archived_at": tag.archived_at,
        "annotations": counts.get(tag.id, 0),
    }


def field_record(field: Field) -> Record:
    """A field of a tag, or what a document variable holds."""
    return {
        "name": field.name,
        "kind": field.kind,
        "choices": list(field.choices),
        "required": field.required,
        "description": field.description,
    }


def variable_record(variable: Variable, articles: int) -> Record:
    """A document variable; ``articles`` is how many have a value of it."""
    return {"id": variable.id, **field_record(variable.field), "articles": articles}


def refused_record(refused: Refused, words: str) -> Record:
    """A value that cannot be converted; ``annotation`` and ``text`` are "" for a variable's."""
    return {
        "article": refused.article_number,
        "annotation": refused.annotation_id,
        "text": words,
        "value": refused.value,
        "reason": refused.reason,
    }


def problem_record(problem: Problem) -> Record:
    """What `services.checking` found; the ids and words of marks are "" for an article's own."""
    return {
        "kind": problem.kind,
        "article": problem.article_number,
        "annotation": problem.annotation_id,
        "tag": problem.tag,
        "field": problem.field,
        "text": problem.words,
        "message": problem.message,
    }


def step_record(step: StepInfo, number: int | None) -> Record:
    """A step of the log; ``number`` is its article's, None for a step on no article."""
    return {
        "id": step.id,
        "at": step.at,
        "coder": step.coder,
        "action": step.action,
        "description": step.description,
        "article": number,
        "article_id": step.article_id,
        "changes": step.changes,
        "subjects": list(step.subjects),
    }
