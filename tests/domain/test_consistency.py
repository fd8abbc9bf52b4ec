"""Which agencies contradict themselves."""

import re
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from planner.domain import (
    Agency,
    Days,
    Exposure,
    GroupRule,
    Mode,
    PrivateProfile,
    ReferralType,
    Setting,
    Source,
    Team,
    inconsistencies,
)
from tests.builders import TODAY, a_case, a_worker, an_agency, held

DAY = timedelta(days=1)
BLUE = Team(id="blue", office="north", setting=Setting.CHILD_WELFARE)
COURT = ReferralType(id="court")


def an_event(worker: str = "w1", days_ago: int = 7) -> Exposure:
    return Exposure(
        worker=worker,
        week=TODAY - days_ago * DAY,
        minutes=60,
        tier=1,
        mode=Mode.LIVE,
        source=Source.CASE,
    )


def workers(**changes: Any) -> dict[str, Any]:
    return {"workers": (a_worker("w1", **changes), a_worker("w2"))}


def cases(**changes: Any) -> dict[str, Any]:
    return {"cases": (a_case("c1", **changes), a_case("o1"))}


def profile(**changes: Any) -> dict[str, Any]:
    return {"profiles": (PrivateProfile.model_validate({"worker": "w1"} | changes),)}


def family(id: str, rule: GroupRule):
    return a_case(id, group="g1", group_rule=rule)


ANY, OPEN = a_worker("w1"), a_case("o1")
LED = BLUE.model_copy(update={"supervisor": "w9"})
LUCK = ReferralType(id="court", unknown_means_yes=("luck",))
BACKWARDS = Days(first=TODAY, last=TODAY - DAY)
TOMORROW = held("o1", "w1").model_copy(update={"since": TODAY + DAY})
TOGETHER, APART = family("c1", GroupRule.TOGETHER), family("c2", GroupRule.APART)


def consistent(**changes: Any):
    """Return an agency without fault but for the changes."""
    whole = {"assignments": (held("o1", "w1"),)} | workers() | cases() | changes
    return an_agency(list(whole.pop("workers")), list(whole.pop("cases")), **whole)


def test_an_agency_that_fits_together_is_taken():
    assert consistent().open_cases == {"o1"}


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        ({"teams": (BLUE, BLUE)}, "teams 1 id", "'blue' is there twice"),
        ({"referral_types": (COURT, COURT)}, "referral_types 1 id", "'court' is there twice"),
        ({"workers": (ANY, ANY)}, "workers 1 worker", "'w1' is there twice"),
        ({"cases": (OPEN, OPEN)}, "cases 1 case", "'o1' is there twice"),
        ({"assignments": (held("o1", "w1"), held("o1", "w2"))}, "assignments 1 case", "there twice"),
        ({"profiles": (PrivateProfile(worker="w1"),) * 2}, "limits 1 worker", "'w1' is there twice"),
        ({"teams": (LED,)}, "teams 0 supervisor", "worker 'w9' is not in the agency"),
        ({"referral_types": (LUCK,)}, "referral_types 0 unknown_means_yes", "'luck' is not a rubric"),
        (workers(team="red"), "workers 0 team", "team 'red' is not in the agency"),
        (workers(supervisor="w9"), "workers 0 supervisor", "worker 'w9' is not in the agency"),
        (workers(supervisor="w1"), "workers 0 supervisor", "names the worker themselves"),
        (workers(peer_partner="w9"), "workers 0 peer_partner", "worker 'w9' is not in the agency"),
        (workers(peer_partner="w1"), "workers 0 peer_partner", "names the worker themselves"),
        (workers(conflicts=("c9",)), "workers 0 conflicts", "case or group 'c9' is not in the"),
        (workers(leave=(BACKWARDS,)), "workers 0 leave", "2025-09-28 is before its start"),
        (workers(duty=(BACKWARDS,)), "workers 0 duty", "2025-09-28 is before its start"),
        (workers(months_in_field=9, months_in_post=10), "workers 0 months_in_post", "is longer"),
        (cases(referral_type="school"), "cases 0 referral_type", "'school' is not in the agency"),
        (cases(earlier_worker="w9"), "cases 0 earlier_worker", "worker 'w9' is not in the agency"),
        (cases(held_by="w9"), "cases 0 held_by", "worker 'w9' is not in the agency"),
        (cases(received=TODAY + DAY), "cases 0 received", "is after the agency's date"),
        (cases(response_deadline=TODAY - DAY), "cases 0 response_deadline", "before the case came"),
        (cases(group="g1"), "cases 0 group_rule", "a group needs a group_rule"),
        (cases(group_rule=GroupRule.APART), "cases 0 group_rule", "a group needs a group_rule"),
        ({"cases": (TOGETHER, APART, OPEN)}, "cases 1 group_rule", "'g1' has another group_rule"),
        ({"assignments": (held("c9", "w1"),)}, "assignments 0 case", "case 'c9' is not in the"),
        ({"assignments": (held("o1", "w9"),)}, "assignments 0 worker", "worker 'w9' is not in the"),
        ({"assignments": (held("o1", "w1", "w9"),)}, "assignments 0 support", "worker 'w9' is not"),
        ({"assignments": (held("o1", "w1", "w1"),)}, "assignments 0 support", "the lead worker"),
        ({"assignments": (TOMORROW,)}, "assignments 0 since", "is after the agency's date"),
        ({"exposures": (an_event("w9"),)}, "exposures 0 worker", "worker 'w9' is not in the agency"),
        ({"exposures": (an_event(days_ago=6),)}, "exposures 0 week", "a week that was not over"),
        (profile(worker="w9"), "limits 0 worker", "worker 'w9' is not in the agency"),
        (profile(limits=("luck",)), "limits 0 limits", "'luck' is not a rubric fact"),
        (profile() | {"synthetic": False}, "limits 0 worker", "come through the worker's own door"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_agency_that_contradicts_itself_is_refused_and_the_place_told(
    changes: dict[str, Any], column: str, problem: str
):
    unchecked = Agency.model_construct(**{**dict(consistent()), **changes})
    (fault,) = inconsistencies(unchecked)
    assert f"{fault.table} {fault.index} {fault.column}" == column
    assert problem in fault.problem
    with pytest.raises(ValidationError, match=re.escape(fault.problem)):
        consistent(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        workers(supervisor="w2", peer_partner="w2"),
        workers(conflicts=("c1", "o1")),
        workers(leave=(Days(first=TODAY, last=TODAY),)),
        workers(months_in_field=10, months_in_post=10),
        cases(received=TODAY, response_deadline=TODAY),
        {"cases": (*(family(one, GroupRule.TOGETHER) for one in ("c1", "c2")), a_case("o1"))},
        {"exposures": (an_event(days_ago=7), an_event(days_ago=7))},
        profile(limits=("sexual_violence",)),
        {"synthetic": False},
    ],
)
def test_what_only_just_fits_is_taken(changes: dict[str, Any]):
    assert consistent(**changes).name


def test_a_conflict_may_name_a_group():
    both = [family("c1", GroupRule.TOGETHER)]
    assert an_agency([a_worker("w1", conflicts=("g1",))], both).workers[0].conflicts == ("g1",)


def test_every_fault_is_told_at_once():
    with pytest.raises(ValidationError, match=r"team 'red'.*worker 'w9'"):
        consistent(**workers(team="red"), exposures=(an_event("w9"),))
