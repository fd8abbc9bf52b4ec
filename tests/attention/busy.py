"""A small agency in which every matter of a week has something to say."""

from datetime import date, timedelta

from planner.domain import (
    Agency,
    Assignment,
    Days,
    Fact,
    Hold,
    Kind,
    Safety,
    Setting,
    Team,
    Wish,
)
from tests.builders import TODAY, a_case, a_rubric, a_stage, a_tier, a_worker, an_agency


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def open_case(case: str, worker: str, since: int = 30, **changes) -> Assignment:
    return Assignment(case=case, worker=worker, since=after(-since), **changes)


def busy_agency(**changes) -> Agency:
    """Return an agency with one team of six: w1 supervises; w2 to w6 each bring a matter."""
    workers = [
        a_worker("w1", supervision_last=after(-7), supervision_every_weeks=4),
        a_worker("w2", supervision_last=after(-40), supervision_every_weeks=4),
        a_worker("w3", months_in_field=8, months_in_post=2),
        a_worker("w4", leave=(Days(first=after(0), last=after(11)),), supervision_last=after(-14)),
        a_worker("w5", last_day=after(18), supervision_last=after(-25), supervision_every_weeks=4),
        a_worker(
            "w6",
            duty=(Days(first=after(0), last=after(5)),),
            supervision_last=after(-1),
            supervision_every_weeks=4,
        ),
    ]
    unknown = a_rubric("sexual_violence", graphic_material=Fact.UNKNOWN)
    done = {"safety_assessment": Safety.DONE, "first_met": after(-20), "received": after(-30)}
    cases = [
        a_case("n1", response_deadline=after(-1), received=after(-15), urgency=4, held_by="w4"),
        a_case("n2", response_deadline=after(6), threat_to_worker=Fact.YES, rubric=unknown),
        a_case("n3", safety_assessment=Safety.DONE, response_deadline=after(30), held_by="w1"),
        a_case("o1", **done, stages=(a_stage(20, 1500),), rubric=a_tier(4)),
        a_case("o2", **done | {"rubric": unknown}),
        a_case("o3", **done, court_dates=(after(10),)),
        a_case("o4", **done | {"first_met": None}, stages=(a_stage(30),)),
        a_case("o5", **done, kind=Kind.IMMEDIATE_RESPONSE),
        a_case("o6", **done | {"safety_assessment": Safety.MISSING}),
    ]
    fields = {
        "teams": (Team(id="blue", office="north", setting=Setting.CHILD_WELFARE, supervisor="w1"),),
        "assignments": (
            open_case("o1", "w2"),
            open_case("o2", "w3"),
            open_case("o3", "w3", hold=Hold.MOVABLE, wish=Wish.CLIENT),
            open_case("o4", "w5"),
            open_case("o5", "w6", since=3),
            open_case("o6", "w5"),
        ),
    }
    return an_agency(workers, cases, **fields | changes)
