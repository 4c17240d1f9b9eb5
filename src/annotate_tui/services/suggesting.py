"""Suggestions: what is offered in a text, kept, turned down, confirmed, and told in words."""

from annotate_tui.services.advice import Advice, Offer, fields_for
from annotate_tui.services.keeping_all import keep_all
from annotate_tui.services.keeping_suggestions import keep, reject, tag_by_hand
from annotate_tui.services.marking import confirm
from annotate_tui.services.showing_fields import told

__all__ = [
    "Advice",
    "Offer",
    "confirm",
    "fields_for",
    "keep",
    "keep_all",
    "reject",
    "tag_by_hand",
    "told",
]
