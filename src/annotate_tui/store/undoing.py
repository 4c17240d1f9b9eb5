"""Which step undo and redo take next, found in the log alone, and steps said in words.

Undo is linear: the steps that stand form a stack, an undone step waits for redo until something new
is done. Both are read off the log by walking back from its end, so they survive a restart and cost
the length of the last run of undos, not of the log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from annotate_tui.store import rejections, telling
from annotate_tui.store.rows import StepInfo
from annotate_tui.text.normal import quoted

LEARNT = "place"
"""The action of a step that only keeps where else an article was met. It is in the log, so that a
merge of libraries knows it, but nobody did it on purpose: undo and redo pass over such steps."""

WORDS = 48
"""The most code points of a mark's words in a description."""

_DONE = {
    "tag": "tagged",
    "note": "added",
    "move": "moved",
    "remove": "removed",
    "retag": "given another tag",
    "fields": "fields changed",
    "set-note": "note changed",
    "edit": "edited",
    "keep": "kept",
    "confirm": "confirmed",
    "place": "placed by hand",
    "approve": "found to stand right",
    "keep-old": "left with the older text",
    "place-marks": "placed in the new text",
}

_OF_ARTICLES = ("add", "new-text", "refresh")
"""What is done with articles: that their marks are placed in another text goes without saying."""

_ARTICLE_DONE = {
    "add": "added",
    "new-text": "given a new text",
    "refresh": "given a new text",
    "bring-back": "brought back",
    "done": "marked done",
    "not-done": "marked not done",
    "article-note": "note changed",
    "edit-article": "details changed",
    "remove": "removed",
    "remove-article": "removed",
}


def last_step(conn: sqlite3.Connection) -> str | None:
    """The id of the step written last, undo and redo included."""
    row = conn.execute("SELECT step FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return row[0] if row else None


def next_undo(conn: sqlite3.Connection) -> str | None:
    """The newest step that stands, or None."""
    step = last_step(conn)
    while step is not None:
        action, undoes = _head(conn, step)
        if action == "undo":
            step = _before(conn, undoes)
        elif action == "redo":
            step = _head(conn, undoes)[1]
        elif _is_learnt(conn, step):
            step = _before(conn, step)
        else:
            return step
    return None


def next_redo(conn: sqlite3.Connection) -> str | None:
    """The undo step that redo would take back, or None."""
    step = last_step(conn)
    while step is not None:
        action, undoes = _head(conn, step)
        if action == "undo":
            return step
        if action != "redo" and not _is_learnt(conn, step):
            return None
        step = _before(conn, undoes if action == "redo" else step)
    return None


def undone_by(conn: sqlite3.Connection, undo: str) -> str:
    """The step that the undo step took back."""
    return _head(conn, undo)[1]


def _head(conn: sqlite3.Connection, step: str) -> tuple[str, str]:
    row = conn.execute(
        "SELECT action, coalesce(undoes, '') FROM events WHERE step = ? ORDER BY seq LIMIT 1",
        [step],
    ).fetchone()
    return row[0], row[1]


def _is_learnt(conn: sqlite3.Connection, step: str) -> bool:
    """Whether the step wrote nothing but places."""
    row = conn.execute("SELECT 1 FROM events WHERE step = ? AND kind <> 'place' LIMIT 1", [step])
    return row.fetchone() is None


def _before(conn: sqlite3.Connection, step: str) -> str | None:
    row = conn.execute(
        "SELECT step FROM events WHERE seq <"
        " (SELECT seq FROM events WHERE step = ? ORDER BY seq LIMIT 1) ORDER BY seq DESC LIMIT 1",
        [step],
    ).fetchone()
    return row[0] if row else None


def step_info(conn: sqlite3.Connection, step: str, mine: Collection[str]) -> StepInfo:
    """What that step did; ``mine`` are the ids of this session's steps."""
    very_many = _kept_at_once(conn, step, mine)
    if very_many is not None:
        return very_many
    rows = conn.execute(
        "SELECT action, at, coder, kind, subject, coalesce(article_id, ''), before, after, undoes"
        " FROM events WHERE step = ? ORDER BY seq",
        [step],
    ).fetchall()
    action, at, coder = rows[0][0], rows[-1][1], rows[0][2]
    subjects: dict[tuple[str, str], None] = {}
    for row in rows:
        if action in _OF_ARTICLES and row[3] != "article":
            continue
        if row[3] == "anchor":
            subjects[("annotation", row[4].split("/", 1)[0])] = None
        elif row[3] not in ("text", "place"):
            subjects[(row[3], row[4])] = None
    description = _describe(conn, action, rows, list(subjects))
    if action in ("undo", "redo") and rows[0][8]:
        target = rows[0][8] if action == "undo" else undone_by(conn, rows[0][8])
        description = f"{'undone' if action == 'undo' else 'redone'}: " + (
            step_info(conn, target, mine).description
        )
    return StepInfo(
        id=step,
        action=action,
        at=at,
        coder=coder,
        changes=len(subjects),
        article_id=next((row[5] for row in rows if row[5]), ""),
        subjects=tuple(name for _, name in subjects),
        description=description,
        by_this_session=step in mine,
    )


def _kept_at_once(conn: sqlite3.Connection, step: str, mine: Collection[str]) -> StepInfo | None:
    """The same for a step that kept the suggestions of many articles, or undid or redid one.

    Its events are counted, not read: there may be hundreds of thousands. None for another step.
    """
    action, at, coder, undoes = conn.execute(
        "SELECT action, at, coder, coalesce(undoes, '') FROM events WHERE step = ?"
        " ORDER BY seq LIMIT 1",
        [step],
    ).fetchone()
    target = {"undo": undoes, "redo": undoes and undone_by(conn, undoes)}.get(action, step)
    if not target or _head(conn, target)[0] != "keep-all":
        return None
    done = {"undo": "undone: ", "redo": "redone: "}.get(action, "")
    subjects = conn.execute(
        "SELECT subject, min(seq), article_id FROM events WHERE step = ? AND kind = 'annotation'"
        " GROUP BY subject ORDER BY min(seq)",
        [step],
    ).fetchall()
    return StepInfo(
        id=step,
        action=action,
        at=at,
        coder=coder,
        changes=len(subjects),
        article_id=subjects[0][2] or "" if len({row[2] for row in subjects}) == 1 else "",
        subjects=tuple(row[0] for row in subjects),
        description=done + telling.kept_at_once(conn, target),
        by_this_session=step in mine,
    )


def _describe(
    conn: sqlite3.Connection, action: str, rows: list[Any], subjects: list[tuple[str, str]]
) -> str:
    if not subjects and rows[0][3] == "place":
        title = _value(conn, "articles", "title", rows[0][5])
        return f"another place of article {quoted(_shorten(title))} kept"
    if not subjects:
        return action
    kept = next((row[4] for row in rows if row[3] == "annotation" and row[6] is None), "")
    if action == "keep" and kept:
        # A link to its other half, or what was turned down for it, goes without saying.
        return f"{_mark_words(conn, kept, rows)} kept"
    if action == "confirm":
        return f"{_mark_words(conn, subjects[0][1], rows)} {telling.confirmed(rows)}"
    if action == "reject":
        text_id, rejection, _ = rejections.of_subject(subjects[0][1])
        words = " ".join(rejections.words(conn, text_id, rejection, 4 * WORDS).split())
        tag = _value(conn, "tags", "name", rejection.tag_id) or "suggestion"
        return f"{tag} {quoted(_shorten(words))} rejected"
    told = telling.tell(conn, action, rows)
    if told:
        return told
    if action in _OF_ARTICLES:
        parts = telling.articles_done(rows)
        if parts:
            return "; ".join(f"{_article_words(conn, ids)} {did}" for did, ids in parts)
    kind, name = subjects[0]
    gone = [row[4] for row in rows if row[3] == "annotation" and _removes(row[7])]
    if action == "remove" and kind == "annotation" and gone:
        name = gone[0]
    if action == "link" and kind == "annotation":
        field, target = telling.link_target(rows[0])
        if target:
            done = "made part of" if field == "part_of" else f"given as {field.replace('_', ' ')}"
            return f"{_mark_words(conn, name, rows)} {done} {_mark_words(conn, target, [])}"
        return f"{_mark_words(conn, name, rows)} unlinked"
    if kind == "annotation":
        what = _mark_words(conn, name, rows)
        done = _fields_done(rows) if action == "fields" else _DONE.get(action, action)
        moves = sum(row[3] == "anchor" for row in rows)
        if action == "move" and moves > 1:
            done = f"moved {moves} times"
    elif kind == "article":
        what = _article_words(conn, [name])
        done = _ARTICLE_DONE.get(action, "changed")
    elif kind == "tag":
        what = f"tag “{_value(conn, 'tags', 'name', name) or _from_events(rows, name, 'name')}”"
        done = "changed"
    else:
        what, done = kind, "changed"
    others = len(subjects) - 1
    if action == "remove" and kind == "annotation" and gone:
        # Marks that only lost their link to it were not removed.
        others = len(gone) - 1
    more = f" and {others} more" if others else ""
    return f"{what}{more} {done}"


def _article_words(conn: sqlite3.Connection, ids: list[str]) -> str:
    words = f"article {quoted(_shorten(_value(conn, 'articles', 'title', ids[0])))}"
    return words if len(ids) == 1 else f"{words} and {len(ids) - 1} more"


def _removes(after: str | None) -> bool:
    return bool(after and json.loads(after).get("removed_at"))


def _fields_done(rows: list[Any]) -> str:
    """The first field that changed, with its new value: "speaker “Ann Lee”"; "speaker emptied"."""
    for row in rows:
        old, new = (json.loads(side or "{}").get("fields") for side in (row[6], row[7]))
        if old is None or new is None:
            continue
        changed = [name for name in {**new, **old} if old.get(name) != new.get(name)]
        if changed:
            name = min(changed, key=lambda field: (field != "speaker", field))
            value = new.get(name)
            words = name.replace("_", " ")
            return (
                f"{words} emptied" if value is None else f"{words} {quoted(_shorten(str(value)))}"
            )
    return _DONE["fields"]


def _mark_words(conn: sqlite3.Connection, name: str, rows: list[Any]) -> str:
    # What a step made of it, so that it is called the same after it was taken back.
    text = _from_events(rows, name, "text") or _value(conn, "annotations", "text", name)
    text = text or _logged(conn, name, "text")
    tag_id = _value(conn, "annotations", "tag_id", name) or _logged(conn, name, "tag_id")
    tag = _value(conn, "tags", "name", tag_id) if tag_id else ""
    return f"{tag or 'note'} {quoted(_shorten(text))}"


def _value(conn: sqlite3.Connection, table: str, column: str, name: str) -> str:
    row = conn.execute(f"SELECT {column} FROM {table} WHERE id = ?", [name]).fetchone()
    return str(row[0]) if row and row[0] else ""


def _from_events(rows: list[Any], name: str, column: str) -> str:
    for row in rows:
        for side in (row[7], row[6]):
            if row[4] == name and side:
                value = json.loads(side).get(column)
                if value:
                    return str(value)
    return ""


def _logged(conn: sqlite3.Connection, name: str, column: str) -> str:
    """The newest value of an annotation's column that the log knows: the row may be gone."""
    row = conn.execute(
        "SELECT coalesce(json_extract(after, ?1), json_extract(before, ?1)) FROM events"
        " WHERE kind = 'annotation' AND subject = ?2"
        " AND coalesce(json_extract(after, ?1), json_extract(before, ?1)) IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1",
        [f"$.{column}", name],
    ).fetchone()
    return str(row[0]) if row else ""


def _shorten(text: str) -> str:
    if len(text) <= WORDS:
        return text
    cut = text[: WORDS - 2]
    return cut.rsplit(" ", 1)[0].rstrip() + " …" if " " in cut else cut + "…"
