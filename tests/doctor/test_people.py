"""Is everything found that is wrong about workers and what they carry?"""

from planner.doctor import examine
from planner.domain import Days, PrivateProfile, Step
from tests.builders import TODAY, a_stage
from tests.doctor.clean import (
    DAY,
    WEEK,
    a_colleague,
    all_of,
    an_old_case,
    carried,
    clean,
    finds,
    records,
    with_case,
    with_worker,
)


def with_third(**changes):
    agency = clean()
    return agency.changed(workers=(*agency.workers, a_colleague("w3", "w1", **changes)))


def with_many(count: int):
    agency = clean()
    ids = [f"m{place}" for place in range(count)]
    return agency.changed(
        cases=(*agency.cases, *(an_old_case(case, stages=(a_stage(4, 1),)) for case in ids)),
        assignments=(*agency.assignments, *(carried(case, "w1") for case in ids)),
    )


def test_an_agency_without_workers_has_none_and_no_other_check_fails_on_it():
    empty = clean(workers=(), cases=(), assignments=(), exposures=(), teams=())
    assert finds("no-workers", empty)
    assert not finds("no-workers", clean())


def test_without_open_cases_everybody_seems_free():
    assert finds("no-open-cases", clean(assignments=()))
    assert not finds("no-open-cases", clean())


def test_a_worker_who_has_left_is_found():
    assert records("last-day-past", with_worker("w1", last_day=TODAY - DAY)) == ("w1",)
    assert records("last-day-past", with_worker("w1", last_day=TODAY)) == ()


def test_a_settled_worker_without_an_open_case_is_found():
    assert records("carries-nothing", with_third()) == ("w3",)
    assert not finds("carries-nothing", with_third(months_in_post=2))
    assert not finds("carries-nothing", with_third(leave=(Days(first=TODAY, last=TODAY),)))
    assert not finds("carries-nothing", with_third(last_day=TODAY + WEEK))


def test_a_supervisor_without_an_open_case_is_not_odd():
    agency = clean(assignments=(carried("o1", "w2"), carried("o2", "w2")))
    assert not finds("carries-nothing", agency)


def test_far_more_cases_than_a_full_caseload_are_found():
    assert not finds("many-cases", with_many(24))  # 25 of 1.5 x 17 = 25.5
    assert records("many-cases", with_many(25)) == ("w1",)
    half = with_worker("w1", with_many(12), fte=500, week=18 * 60 + 30)
    assert records("many-cases", half) == ("w1",)


def test_open_cases_that_take_more_than_the_contract_are_found():
    assert not finds("work-beyond-contract", with_case("o1", stages=(a_stage(4, 60, 36 * 60),)))
    beyond = with_case("o1", stages=(a_stage(4, 60, 36 * 60 + 1),))
    assert records("work-beyond-contract", beyond) == ("w1",)


def test_contract_hours_far_from_the_share_of_a_post_are_found():
    assert records("contract-and-fte", with_third(fte=500)) == ("w3",)
    assert all_of("contract-and-fte", with_third(fte=500))[0].facts["hours"] == "37"
    assert not finds("contract-and-fte", with_third(fte=500, week=18 * 60))


def test_a_newcomer_without_a_peer_partner_is_found():
    new = {"months_in_field": 23, "months_in_post": 23}
    assert records("newcomer-alone", with_worker("w1", **new)) == ("w1",)
    assert not finds("newcomer-alone", with_worker("w1", **new, peer_partner="w2"))
    gone = with_worker("w2", with_worker("w1", **new, peer_partner="w2"), last_day=TODAY - DAY)
    assert records("newcomer-alone", gone) == ("w1",)
    assert not finds("newcomer-alone", with_worker("w1", months_in_field=24, months_in_post=24))


def test_private_profiles_change_nothing():
    profiles = (PrivateProfile(worker="w1", limits=("sexual_violence",), step=Step.REST),)
    plain, private = examine(with_many(30)), examine(with_many(30).changed(profiles=profiles))
    assert private.findings == plain.findings
    assert private.capacity == plain.capacity
    assert private.agency.profiles == ()
