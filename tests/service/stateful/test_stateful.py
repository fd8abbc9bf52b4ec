"""Does the service do, say and keep what a plain model of its rules does, however steps are mixed?"""

import pytest

from tests.service.stateful.door import House
from tests.service.stateful.machine import Machine
from tests.service.stateful.walking import STEPS, walk

REACHED = (
    "accept 200",
    "accept 409 stale",
    "accept 410 gone",
    "accept 412 version-moved",
    "override 200",
    "override 409 consent-needed",
    "override 409 rule-broken",
    "accept ask 200",
    "accept ask 409 consent-needed",
    "consent give 403 forbidden",
    "on duty 201",
    "review 403 forbidden",
    "undo 409 rule-broken",
    "undo 410 gone",
    "again 200",
    "again otherwise 422 key-reused",
    "consent used",
    "moved",
    "moved back",
    "with support",
    "relieved",
    "relief offered",
    "told at the action level",
    "below it again",
    "handed over",
    "keep house",
)
"""What the runs have to come to, so that they do not agree for want of anything to disagree about."""


def test_a_service_and_a_plain_model_go_the_same_way(house: House):
    assert walk(Machine, range(10)) == 10 * STEPS


@pytest.mark.ci
def test_a_service_and_a_plain_model_go_the_same_way_for_500_runs(house: House):
    assert walk(Machine, range(1000, 1500)) == 25_000
    assert [name for name in REACHED if not Machine.done[name]] == []


@pytest.mark.long
def test_a_service_and_a_plain_model_go_the_same_way_for_200_000_steps(house: House):
    assert walk(Machine, range(10_000, 14_000)) == 200_000
