import os
from collections.abc import Mapping

import pytest

from tests.acceptance.editions import REFERENCES, Edition, Editions


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Edition]:
    """The contracts, each built once even when several processes share the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return Editions(shared / "editions")


@pytest.fixture(params=REFERENCES)
def edition(request: pytest.FixtureRequest, editions: Mapping[str, Edition]) -> Edition:
    """Each contract in turn."""
    return editions[request.param]


@pytest.fixture(scope="session")
def tilleuls(editions: Mapping[str, Edition]) -> Edition:
    """The complete contract."""
    return editions["tilleuls"]


@pytest.fixture(scope="session")
def escale(editions: Mapping[str, Edition]) -> Edition:
    """The contract known only through the announcement of its signature."""
    return editions["escale"]


@pytest.fixture(scope="session")
def sources(editions: Mapping[str, Edition]) -> Edition:
    """The contract of a single public establishment."""
    return editions["ehpad-sources"]
