"""A file, a page or a pipe in, an Article out: one module per format."""
