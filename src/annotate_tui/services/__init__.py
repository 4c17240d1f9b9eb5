"""What the reader and the commands both do, once."""
