"""Who can be asked, only instead of what, and who is ruled out, as data and as a page."""

import pytest

from planner.answer import explanation_answer, suggestion_answer
from planner.domain import Days, Kind
from planner.errors import UnknownReference
from planner.explain.wording import percent, why_sentences
from planner.pipeline import Side, why_workers
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held

LARGE = (a_stage(exposure=0, other=900),)


def test_who_has_room_only_for_one_of_two_cases_can_be_asked_instead():
    agency = an_agency([a_worker("w1")], [a_case("c1", stages=LARGE), a_case("c2", stages=LARGE)])
    answer = explanation_answer(Side(agency), a_plan(c1="w1"), "c2")
    (w1,) = answer.others
    assert (w1.can_be_asked, w1.instead) == (True, True)
    assert "only instead of something else proposed for them" in w1.why
    assert answer.why[0] == "Nobody has room beside what is proposed: 1 with too few hours left."


def test_who_has_room_beside_what_is_proposed_is_not_asked_instead():
    agency = an_agency(
        [a_worker("w1"), a_worker("w2")], [a_case("c1"), a_case("c2", kind=Kind.ADVOCACY)]
    )
    answer = explanation_answer(Side(agency), a_plan(c1="w1", c2="w2"), "c2")
    assert [(other.worker, other.instead) for other in answer.others] == [("w1", False)]


def test_nobody_can_take_what_nobody_could_take_alone():
    agency = an_agency([a_worker("w1")], [a_case("c1", language="polish")])
    answer = explanation_answer(Side(agency), a_plan(), "c1")
    assert answer.why[0].startswith("With all else as proposed, nobody can take it: 1 without")


def test_an_explanation_has_the_conditions_of_the_proposal():
    agency = an_agency([a_worker("w1")], [a_case("c1", rubric=a_tier(4), safety_assessment="missing")])
    side = Side(agency)
    given = suggestion_answer(side, "c1").proposed
    assert given is not None
    assert given.conditions
    assert explanation_answer(side, a_plan(c1="w1"), "c1").conditions == given.conditions


def test_beside_somebody_on_duty_the_others_are_said_not_to_be():
    team = [
        a_worker("w1", duty=(Days(first=TODAY, last=TODAY),)),
        a_worker("w2"),
        a_worker("w3", week=6),
    ]
    case = a_case("c1", kind=Kind.IMMEDIATE_RESPONSE, response_deadline=TODAY)
    answer = explanation_answer(Side(an_agency(team, [case])), a_plan(c1="w1"), "c1")
    assert [other.off_duty for other in answer.others] == [True, True]
    assert all(other.why.endswith("Not on duty.") for other in answer.others)
    assert answer.others[1].reason == "with too few hours left, not on duty"
    answer = explanation_answer(Side(an_agency(team, [case])), a_plan(c1="w2"), "c1")
    assert not any(other.off_duty for other in answer.others)


def test_the_first_of_many_say_how_many_more_there_are():
    agency = an_agency([a_worker(f"w{n}") for n in range(5)], [a_case("c1")])
    answer = suggestion_answer(Side(agency), "c1", top=3)
    assert (len(answer.others), answer.more) == (3, 1)
    assert suggestion_answer(Side(agency), "c1").more == 0


@pytest.mark.parametrize(
    ("share", "said"), [(0.799, "79%"), (0.29, "29%"), (0.8, "80%"), (1.0, "100%"), (0.0, "0%")]
)
def test_a_share_is_rounded_down(share, said):
    assert percent(share) == said


def test_the_sentence_on_support_says_which_of_two_reasons_it_has():
    team = [a_worker("w1", months_in_field=6, months_in_post=6), a_worker("w2")]
    cases = [a_case("c1", rubric=a_tier(4)), a_case("c2", two_workers=True)]
    side = Side(an_agency(team, cases))
    first, second = why_workers(side, a_plan(c1=("w1", "w2"), c2=("w1", "w2")))
    severe = "w2 supports: the lead is in the first year in the field, and the case is severe."
    assert why_sentences(first)[-1] == severe
    assert why_sentences(second)[-1] == "w2 supports: the case needs two workers."


def test_a_kept_case_is_told_from_one_that_does_not_exist():
    agency = an_agency(
        [a_worker("w1")], [a_case("c-1"), a_case("o-1")], assignments=(held("o-1", "w1"),)
    )
    side = Side(agency)
    with pytest.raises(UnknownReference, match="o-1 is open with w1 and is kept; only new cases"):
        side.know_case("o-1")
    with pytest.raises(UnknownReference, match=r"not in the agency; did you mean c-1\?"):
        side.know_case("c-2")
    with pytest.raises(UnknownReference, match=r"not in the agency; did you mean w1\?"):
        side.know_worker("w12")
    with pytest.raises(UnknownReference, match=r"not in the agency\."):
        side.know_worker("somebody-9")
