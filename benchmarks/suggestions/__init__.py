"""How good the suggestions are: sets marked by hand, written for this, and what is counted on them.

The articles and sentences are fiction. Nothing in them is quoted, and the people are invented. The
``_dev`` sets may be looked at while rules are written; the ``_test`` sets are only counted.
"""
