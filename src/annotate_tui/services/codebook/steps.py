"""One change of the codebook: read, changed in a draft, checked, written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from annotate_tui.model import Tag
from annotate_tui.services.codebook.checks import check_changed
from annotate_tui.services.codebook.draft import Draft
from annotate_tui.services.codebook.fitting import check_values
from annotate_tui.store import Library, Step


@contextmanager
def drafting(
    library: Library, action: str, reserved: Collection[str] = ()
) -> Iterator[tuple[Step, Draft]]:
    """A step with the codebook as it now is; what the draft then holds is checked and written.

    Raises CodebookError and leaves everything as it was where the draft does not hold together.
    """
    with library.step(action) as step:
        draft = Draft(library.tags())
        yield step, draft
        finish(library, step, draft, reserved)


def finish(library: Library, step: Step, draft: Draft, reserved: Collection[str] = ()) -> list[Tag]:
    """Check the draft and write it; gives the tags as they are then. Once more: nothing happens."""
    if draft.now == draft.before:
        return list(draft.before.values())
    tags = draft.settled()
    check_changed(draft.before, tags, reserved)
    check_values(library, draft.before, tags)
    draft.write(step)
    draft.now = {tag.id: tag for tag in tags}
    draft.before = dict(draft.now)
    return tags
