"""What stands beside the text: the annotation list, and the keys to and fro."""

from __future__ import annotations

from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session


def annotation_list(desk: Desk, _session: Session) -> None:
    """Open the annotation list, or go into it where it is open."""
    from annotate_tui.tui.modes.annotations import AnnotationList

    side = desk.side
    if not isinstance(side, AnnotationList):
        side = AnnotationList()
    desk.open_side(side)
    side.follow(desk)
