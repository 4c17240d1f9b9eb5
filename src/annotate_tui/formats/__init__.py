"""Annotations out to a file: one module per format."""
