"""Tests that share a station, a browser or a page's rehearsal run one after the other."""

import os

import pytest


@pytest.mark.xdist_group("kept-together")
def test_a_group_of_tests_is_kept_on_one_worker(request: pytest.FixtureRequest) -> None:
    """What spreads the tests over workers sees the group in a test's name alone."""
    if "PYTEST_XDIST_WORKER" not in os.environ or not request.config.getoption("loadgroup"):
        pytest.skip("nothing is spread here")
    assert request.node.nodeid.endswith("@kept-together")
