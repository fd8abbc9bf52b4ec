"""A small agency for questions, and questions about it in a line."""

from pathlib import Path
from typing import Any

from planner.domain import (
    Agency,
    Assignment,
    Exposure,
    Mode,
    PrivateProfile,
    Setting,
    Source,
    Team,
    Worker,
)
from planner.simulate.question import Question, question_of
from tests.builders import TODAY, a_case, a_worker, an_agency, held

FILE = Path("scenarios/questions/q.toml")


def asked(*changes: dict[str, Any], **fields: Any) -> Question:
    """Return the question a file with these changes asks."""
    data = {"question": "What happens if?", "base": "../agency"} | fields
    return question_of(data | {"change": list(changes)}, FILE)


def a_team(id: str = "blue", **fields: Any) -> Team:
    """Return a team with five respondents to the organisational questions."""
    plain = {
        "id": id,
        "office": "north",
        "setting": Setting.CHILD_WELFARE,
        "sts_informed_respondents": 5,
    }
    return Team.model_validate(plain | fields)


def a_small_agency(workers: int = 6, **changes: Any) -> Agency:
    """Return an agency of one team, whose first worker supervises all others and who all have a case."""
    people: list[Worker] = [
        a_worker(f"w{n}", supervisor="w0" if n else None, months_in_field=120 + n)
        for n in range(workers)
    ]
    cases = [a_case(f"c{n}") for n in range(workers)]
    assignments: tuple[Assignment, ...] = tuple(held(f"c{n}", f"w{n}") for n in range(workers))
    week = TODAY.replace(day=1)
    exposures = tuple(
        Exposure(worker=w.id, week=week, minutes=60, tier=1, mode=Mode.LIVE, source=Source.CASE)
        for w in people
    )
    fields: dict[str, Any] = {
        "teams": (a_team(supervisor="w0", sts_informed_score=100),),
        "assignments": assignments,
        "exposures": exposures,
        "profiles": tuple(PrivateProfile(worker=w.id) for w in people),
    }
    return an_agency(people, cases, **(fields | changes))
