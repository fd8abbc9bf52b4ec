"""What a random agency's people and cases have, so that every rule has something to say."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from planner.domain import (
    Assignment,
    Days,
    Fact,
    GroupRule,
    Hold,
    Kind,
    Mode,
    Safety,
    StandingExposure,
    Wish,
)

GROUPS = {
    "g1": GroupRule.TOGETHER,
    "g2": GroupRule.APART,
    "g3": GroupRule.PREFERRED,
}


class Chance:
    """Draws from one stream; where the agency is not tight, less stands in the way of giving cases."""

    def __init__(self, rng: np.random.Generator, *, tight: bool = True) -> None:
        self.rng, self.tight = rng, tight

    def some(self, *words: str, often: float = 0.6) -> tuple[str, ...]:
        return tuple(word for word in words if self.rng.random() < often)

    def one(self, *words: Any) -> Any:
        return words[int(self.rng.integers(len(words)))]

    def upto(self, most: int, least: int = 0) -> int:
        return int(self.rng.integers(least, most + 1))

    def yes(self, often: float = 0.5) -> bool:
        return bool(self.rng.random() < often)

    def hindered(self, free: Any, *others: Any, often: float) -> Any:
        """Return mostly what hinders nobody, and so often one of the others; less if not tight."""
        return self.one(*others) if self.yes(often if self.tight else often / 4) else free


def of_worker(chance: Chance, today: date, place: int) -> dict[str, Any]:
    """Return what a worker has by chance."""
    return {
        "fte": chance.one(500, 800, 1000),
        "week": chance.one(5, 20, 37) * 60 if chance.tight else 37 * 60,
        "months_in_field": chance.one(6, 18, 120),
        "months_in_post": chance.one(1, 4, 6),
        "languages": chance.one(("english",), ("english", "polish")),
        "interpreter": chance.yes(),
        "skills": chance.some("court-work", "trafficking"),
        "licences": chance.hindered(("social-work",), (), often=0.5),
        "trainings": chance.hindered(("sts-informed-practice",), (), often=0.3),
        "offices": chance.hindered(("north", "south"), ("north",), ("south",), often=0.5),
        "offers": chance.some("female-worker", "evening-visits"),
        "supervisor": chance.one(None, "w0") if place else None,
        "leave": tuple(_leave(chance, today)),
        "duty": (Days(first=today, last=today + timedelta(days=1)),) if chance.yes(0.3) else (),
        "last_day": today + timedelta(days=chance.upto(60)) if chance.yes(0.1) else None,
        "standing_exposure": (StandingExposure(tier=2, mode=Mode.LIVE, minutes=60),)
        if chance.yes(0.2)
        else (),
    }


def _leave(chance: Chance, today: date) -> Iterator[Days]:
    for week in range(4):
        if chance.yes(0.12):
            first = today + timedelta(weeks=week)
            yield Days(first=first, last=first + timedelta(days=chance.upto(6, 1)))


def of_case(chance: Chance, today: date) -> dict[str, Any]:
    """Return what a case asks for by chance, beside its work and its rubric."""
    group = chance.one(None, None, *GROUPS, None if chance.tight else "g3")
    received = today - timedelta(days=chance.upto(40))
    return {
        "urgency": chance.upto(5, 1),
        "kind": chance.one(*Kind, Kind.IMMEDIATE_RESPONSE),
        "office": chance.one("north", "north", "south"),
        "received": received,
        "response_deadline": received + timedelta(days=chance.upto(45)),
        "language": chance.hindered("english", "polish", often=0.4),
        "interpreter": chance.yes(),
        "skills_required": chance.hindered((), ("court-work",), often=0.3),
        "skills_preferred": chance.some("trafficking"),
        "trainings_required": chance.hindered((), ("sts-informed-practice",), often=0.3),
        "licence": chance.hindered(None, "social-work", often=0.3),
        "client_requires": chance.hindered((), ("female-worker",), often=0.2),
        "client_wants": chance.one((), ("evening-visits",)),
        "client_refuses": chance.hindered((), ("evening-visits",), ("w1",), often=0.4),
        "two_workers": chance.yes(0.1),
        "threat_to_worker": chance.hindered(Fact.NO, Fact.UNKNOWN, Fact.YES, often=0.4),
        "safety_assessment": chance.one(*Safety),
    } | ({} if group is None else {"group": group, "group_rule": GROUPS[group]})


def an_assignment(chance: Chance, today: date, case: str, workers: int) -> Assignment:
    """Return who carries an open case by chance, and whether it may move."""
    hold, wish = chance.one(
        (Hold.KEPT, None),
        (Hold.MOVABLE, None),
        (Hold.MOVABLE, Wish.CLIENT),
        (Hold.MOVABLE, Wish.WORKER),
    )
    lead = chance.upto(workers - 1)
    support = None if workers == 1 else chance.one(None, f"w{(lead + 1) % workers}")
    since = today - timedelta(days=chance.one(chance.upto(40, 1), 7, 30))
    return Assignment(case=case, worker=f"w{lead}", support=support, since=since, hold=hold, wish=wish)
