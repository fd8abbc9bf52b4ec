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
from tests.chance import Chance, an_assignment, of_case, of_worker

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
    chance = Chance(np.random.default_rng(seed), tight=tight)
    exposure = 299 if tight else 120  # minutes
    team = [a_worker(f"w{place}", **of_worker(chance, TODAY, place)) for place in range(workers)]
    new = [
        a_case(
            f"c{place}",
            rubric=a_tier(chance.upto(5, 1)),
            stages=(
                a_stage(chance.upto(3, 1), chance.upto(exposure), chance.upto(399)),
                a_stage(chance.upto(5, 1), chance.upto(exposure), chance.upto(199)),
            ),
            earlier_worker=chance.one(None, "w0"),
            held_by=chance.one(None, None, "w0"),
            must_assign=chance.yes(0.1 if tight else 0.04),
            **of_case(chance, TODAY),
        )
        for place in range(cases)
    ]
    old = [
        a_case(
            f"o{place}",
            rubric=a_tier(chance.upto(5, 2)),
            stages=(a_stage(chance.upto(5, 2), chance.upto(exposure), 60),),
            **of_case(chance, TODAY),
        )
        for place in range(workers)
    ]
    full_caseload, severe_share = chance.one((2, 500), (2, 1000), (17, 100), (17, 500))
    team[0] = team[0].model_copy(update={"conflicts": (f"c{chance.upto(cases - 1)}",)})
    return an_agency(
        team,
        new + old,
        assignments=tuple(an_assignment(chance, TODAY, case.id, workers) for case in old),
        profiles=(
            PrivateProfile(worker="w1", limits=chance.some("sexual_violence"), step=chance.one(*Step)),
        ),
        policy={
            "unit_budget": chance.one(6000, 12000, 21000) if tight else chance.one(21000, 40000),
            "window_7_multiple": chance.one(2000, 4000),
            "severest_at_once": chance.upto(2),
            "days_between_severest": chance.one(0, 7, 30),
            "full_caseload": full_caseload,
            "severe_share": severe_share,
            "severe_share_off_above": chance.one(400, 1000),
            "new_cases_a_batch": chance.upto(3, 1) if tight else chance.upto(4, 2),
            "first_year_severe_per_supervisor": chance.upto(2),
            "away_days": chance.one(3, 10),
            "investigations_a_month": chance.upto(2, 1),
            "open_cases_per_new": chance.one(1, 2, 6),
        }
        | uncertain(chance),
    )


def uncertain(chance: Chance) -> dict[str, int]:
    """Return how surely budgets are to be kept by chance, and how far dose strays."""
    sure = chance.one(*[(500, 0, 0)] * 3, (800, 300, 300), (900, 400, 0), (950, 0, 500))
    return dict(zip(("budget_kept", "rate_spread", "weeks_spread"), sure, strict=True))
