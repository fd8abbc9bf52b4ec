"""Is it told where a worker offers what the client wishes, or is on duty?"""

from planner.domain import Days, Kind
from planner.explain.wording import why_sentences
from planner.pipeline import Side, why_workers
from tests.builders import TODAY, a_case, a_plan, a_worker, an_agency


def said(worker: str) -> list[str]:
    team = [
        a_worker("w1", offers=("evening-visits",), duty=(Days(first=TODAY, last=TODAY),)),
        a_worker("w2"),
    ]
    response = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    case = a_case("c1", client_wants=("evening-visits",), **response)
    (why,) = why_workers(Side(an_agency(team, [case])), a_plan(c1=worker))
    return why_sentences(why)[1:-1]


def test_a_wish_that_is_met_and_duty_speak_for_a_worker():
    assert said("w1") == ["w1 offers evening-visits, as the client wishes.", "w1 is on duty."]


def test_nothing_of_either_is_said_of_others():
    assert said("w2") == []
