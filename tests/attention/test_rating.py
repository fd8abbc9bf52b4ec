"""Which cases are to be rated again, and whom nobody met."""

from planner.attention.rating import never_met, rate_again, unknowns
from planner.domain import Fact, ReferralType
from tests.attention.busy import after
from tests.builders import a_case, a_rubric, a_worker, an_agency, held

DIM = a_rubric("sexual_violence", graphic_material=Fact.UNKNOWN, child_13_or_under=Fact.UNKNOWN)
COURT = ReferralType(id="court", unknown_means_yes=("graphic_material",))


def met(case: str, days_ago: int | None, rubric=DIM, **changes):
    first_met = None if days_ago is None else after(-days_ago)
    return a_case(case, received=after(-40), first_met=first_met, rubric=rubric, **changes)


def an_agency_of(*cases, carried: tuple[str, ...] = ()):
    assignments = tuple(held(case, "w1") for case in carried)
    return an_agency([a_worker()], list(cases), assignments=assignments, referral_types=(COURT,))


def test_a_case_is_rated_again_two_weeks_after_first_contact():
    agency = an_agency_of(met("c1", 14), met("c2", 13), met("c3", None), met("c4", 20, a_rubric()))
    (one,) = rate_again(agency)
    assert one.case == "c1"
    assert one.unknown == ("child_13_or_under", "graphic_material")
    assert (one.tier_now, one.lowest_tier, one.highest_tier) == (3, 2, 4)
    assert one.worker is None


def test_the_worker_is_the_lead_or_who_holds_the_case():
    agency = an_agency_of(met("c1", 20, held_by="w1"), met("c2", 20), carried=("c2",))
    assert [one.worker for one in rate_again(agency)] == ["w1", "w1"]


def test_an_open_case_without_a_first_meeting_is_told_the_earliest_deadline_first():
    cases = [met("c1", None), met("c2", None, response_deadline=after(-9)), met("c3", 1)]
    agency = an_agency_of(*cases, met("n1", None), carried=("c1", "c2", "c3"))
    assert [(one.case, one.worker) for one in never_met(agency)] == [("c2", "w1"), ("c1", "w1")]


def test_unknown_facts_are_counted_in_new_and_open_cases():
    cases = [met("c1", 2), met("c2", 3, a_rubric()), met("n1", None), met("n2", None, a_rubric())]
    agency = an_agency_of(*cases, carried=("c1", "c2"))
    told = unknowns(agency, cases)
    assert (told.new, told.new_unknown) == (2, 1)
    assert (told.open, told.open_unknown, told.open_met) == (2, 1, 2)
