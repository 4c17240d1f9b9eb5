"""What a loader says when it cannot make an article."""

from __future__ import annotations


class LoadError(ValueError):
    """One sentence: what failed, on what, what to do. It is shown to the user as it is."""
