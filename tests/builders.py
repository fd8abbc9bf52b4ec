"""Small agencies for tests: every builder fills in what a test does not care about."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from planner.domain import (
    FACTS,
    Agency,
    Assignment,
    Case,
    Fact,
    GroupRule,
    Kind,
    Mode,
    Plan,
    PrivateProfile,
    Proposed,
    ReferralType,
    Rubric,
    Setting,
    Stage,
    Step,
    Team,
    Worker,
    policy,
)

TODAY = date(2025, 9, 29)


def a_rubric(*holds: str, **facts: Fact) -> Rubric:
    """Return a rubric in which the named facts hold and all others do not."""
    return Rubric.model_validate(dict.fromkeys(FACTS, Fact.NO) | dict.fromkeys(holds, Fact.YES) | facts)


def a_tier(tier: int) -> Rubric:
    """Return a rubric of a tier."""
    return a_rubric(*FACTS[: tier - 1])


def a_stage(weeks: int = 4, exposure: int = 60, other: int = 0, mode: Mode = Mode.LIVE) -> Stage:
    """Return a stage with some minutes of exposure and of other work a week."""
    return Stage(name="ongoing", weeks=weeks, exposure=((mode, exposure),), other=other)


def a_case(id: str = "c1", **changes: Any) -> Case:
    """Return a new case of tier 1 with one hour of live exposure a week for four weeks."""
    fields: dict[str, Any] = {
        "id": id,
        "office": "north",
        "kind": Kind.ONGOING,
        "referral_type": "court",
        "received": TODAY,
        "response_deadline": TODAY + timedelta(days=7),
        "urgency": 3,
        "rubric": a_rubric(),
        "stages": (a_stage(),),
        "language": "english",
    }
    return Case.model_validate(fields | changes)


def a_worker(id: str = "w1", **changes: Any) -> Worker:
    """Return a full-time worker of ten years' experience."""
    fields: dict[str, Any] = {
        "id": id,
        "team": "blue",
        "offices": ("north",),
        "fte": 1000,
        "week": 37 * 60,
        "months_in_field": 120,
        "months_in_post": 60,
        "languages": ("english",),
        "licences": ("social-work",),
    }
    return Worker.model_validate(fields | changes)


def an_agency(workers: list[Worker], cases: list[Case], **changes: Any) -> Agency:
    """Return a synthetic agency of one team; `policy` may be a dict of changed settings."""
    settings = changes.pop("policy", {})
    fields: dict[str, Any] = {
        "name": "A small agency",
        "date": TODAY,
        "synthetic": True,
        "policy": policy(**settings),
        "teams": (Team(id="blue", office="north", setting=Setting.CHILD_WELFARE),),
        "referral_types": (ReferralType(id="court"),),
        "workers": tuple(workers),
        "cases": tuple(cases),
    }
    return Agency.model_validate(fields | changes)


def held(case: str, worker: str, support: str | None = None) -> Assignment:
    """Return an assignment of an open case."""
    return Assignment(case=case, worker=worker, support=support, since=TODAY - timedelta(days=30))


def a_plan(**given: str | tuple[str, str]) -> Plan:
    """Return a plan; a_plan(c1="w1", c2=("w1", "w2")) gives c2 to w1 with w2 supporting."""
    return Plan(
        assignments=tuple(
            Proposed(case=case, worker=who)
            if isinstance(who, str)
            else Proposed(case=case, worker=who[0], support=who[1])
            for case, who in given.items()
        )
    )


def a_random_agency(seed: int, workers: int = 4, cases: int = 5, *, tight: bool = True) -> Agency:
    """Return an agency in which every rule has something to say, by chance."""
    rng = np.random.default_rng(seed)

    def some(*words: str) -> tuple[str, ...]:
        return tuple(word for word in words if rng.random() < 0.6)

    def one(*words: Any) -> Any:
        return words[int(rng.integers(len(words)))]

    team = [
        a_worker(
            f"w{place}",
            fte=int(one(500, 800, 1000)),
            week=int(one(5, 20, 37) if tight else 37) * 60,
            months_in_field=int(one(6, 18, 120)),
            months_in_post=int(one(1, 4, 6)),
            languages=one(("english",), ("english", "polish")),
            interpreter=bool(rng.random() < 0.5),
            skills=some("court-work", "trafficking"),
            licences=one((), ("social-work",)),
        )
        for place in range(workers)
    ]
    new = [
        a_case(
            f"c{place}",
            urgency=int(rng.integers(1, 6)),
            rubric=a_tier(int(rng.integers(1, 6))),
            stages=(
                a_stage(int(rng.integers(1, 4)), int(rng.integers(0, 300)), int(rng.integers(0, 400))),
                a_stage(int(rng.integers(1, 6)), int(rng.integers(0, 200)), int(rng.integers(0, 200))),
            ),
            language=one("english", "english", "polish"),
            interpreter=bool(rng.random() < 0.5),
            skills_required=one((), (), ("court-work",)),
            skills_preferred=some("trafficking"),
            licence=one(None, "social-work"),
            earlier_worker=one(None, "w0"),
            must_assign=bool(rng.random() < 0.1),
            two_workers=bool(rng.random() < 0.1),
            **one({}, {}, {"group": "g1", "group_rule": GroupRule.TOGETHER}),
        )
        for place in range(cases)
    ]
    old = [
        a_case(
            f"o{place}",
            rubric=a_tier(int(rng.integers(2, 6))),
            stages=(a_stage(int(rng.integers(2, 8)), int(rng.integers(0, 300)), 60),),
        )
        for place in range(workers)
    ]
    team[0] = team[0].model_copy(update={"conflicts": (f"c{int(rng.integers(cases))}",)})
    return an_agency(
        team,
        new + old,
        assignments=tuple(
            held(case.id, f"w{place}", one(None, f"w{(place + 1) % workers}"))
            for place, case in enumerate(old)
        ),
        profiles=(PrivateProfile(worker="w1", limits=some("sexual_violence"), step=one(*Step)),),
        policy={"unit_budget": int(one(6000, 12000, 21000)), "severest_at_once": int(one(0, 1, 2))},
    )
