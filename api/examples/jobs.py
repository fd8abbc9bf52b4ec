"""What long work looks like: a plan that is asked for, and its job."""

from typing import Any

PLANS: dict[str, Any] = {
    "my teams": {"summary": "All that waits in my teams", "value": {"seconds": 10}},
    "some cases": {
        "summary": "Two cases of one team",
        "value": {"teams": ["north"], "cases": ["c-101", "c-102"], "seconds": 5},
    },
    "a whole caseload": {
        "summary": "All open cases of a worker, to others of their team",
        "value": {"teams": ["north"], "caseload_of": "w-001", "seconds": 5},
    },
}
JOB: dict[str, Any] = {
    "id": "job-0f3a9b2c4d5e6f708192",
    "kind": "plan",
    "state": "succeeded",
    "teams": ["north"],
    "attempt": 1,
    "progress": None,
    "result": {
        "ending": "best",
        "proposal": "prp-5b1e0c7a9d3f2468ace0",
        "cases": 3,
        "looked_at": 0,
        "helpers": 0,
        "why_none": [],
    },
    "problem": None,
    "asked_at": "2025-10-06T09:00:00.000+00:00",
    "started_at": "2025-10-06T09:00:00.412+00:00",
    "finished_at": "2025-10-06T09:00:03.120+00:00",
}
JOBS: dict[str, Any] = {"data": [JOB]}
