"""What holds for every test: property tests try the same cases each time, and keep no clock."""

import pytest
from hypothesis import settings
from tests.servers import serving

settings.register_profile("checks", deadline=None, derandomize=True)
settings.load_profile("checks")


@pytest.fixture
def web():
    """A web server on this machine; see tests/servers.py."""
    with serving() as server:
        yield server
