"""Text in, suggestions out: pure rules, without a database or a screen.

``suggester.py`` goes through a text stretch by stretch; each stretch is a ``Passage``, and every
detector of ``DETECTORS`` there gives what it finds in it.
"""
