"""The reader's state without a screen: selection, focus, motions, expand and shrink."""
