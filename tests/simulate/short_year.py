"""A real question about a few weeks of a small agency, and its replications in exact words."""

import json
from dataclasses import fields
from typing import Any

import numpy as np

from planner.simulate.arms import Asked
from planner.simulate.arms import asked as asks
from tests.simulate.questions import a_small_agency, asked


def a_short_question(weeks: int = 4) -> Asked:
    """Return a few weeks of a small agency under two policies, with a change."""
    change = {"do": "hire", "count": 1, "like": "w1", "week": 1}
    return asks(asked(change, weeks=weeks, seed=7), a_small_agency(), ("rotation", "caseload"))


def exactly(found: Any) -> str:
    """Return a replication, or what many come to, to the last bit; not-a-number as itself."""
    return json.dumps(found, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    return {field.name: getattr(value, field.name) for field in fields(value)}
