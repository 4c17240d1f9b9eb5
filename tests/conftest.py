"""What holds for every test: property tests try the same cases each time, and keep no clock."""

from hypothesis import settings

settings.register_profile("checks", deadline=None, derandomize=True)
settings.load_profile("checks")
