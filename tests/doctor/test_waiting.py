"""Is everything found that is wrong about cases that wait?"""

import pytest

from planner.domain import Days, Kind
from tests.builders import TODAY, a_case
from tests.doctor.clean import DAY, WEEK, clean, finds, records, with_case, with_worker


def test_an_agency_without_cases_has_none():
    assert finds("no-cases", clean(cases=(), assignments=()))
    assert not finds("no-cases", clean())


def test_with_every_case_carried_nothing_is_new():
    agency = clean()
    assert finds("no-new-cases", clean(cases=agency.cases[1:]))
    assert not finds("no-new-cases", agency)
    assert not finds("no-new-cases", clean(cases=(), assignments=()))


def test_a_new_case_that_nobody_holds_is_found():
    assert records("nobody-holds", with_case("c1", held_by=None)) == ("c1",)
    assert records("nobody-holds", with_case("o1", held_by=None)) == ()


def test_a_deadline_is_past_from_the_day_after():
    late = {"received": TODAY - WEEK, "response_deadline": TODAY - DAY}
    assert records("deadline-past", with_case("c1", **late)) == ("c1",)
    today = {"received": TODAY - WEEK, "response_deadline": TODAY}
    assert records("deadline-past", with_case("c1", **today)) == ()


def test_a_case_has_waited_long_after_28_days():
    assert records("waiting-long", with_case("c1", received=TODAY - 29 * DAY)) == ("c1",)
    assert records("waiting-long", with_case("c1", received=TODAY - 28 * DAY)) == ()


GOES = {
    "left": {"last_day": TODAY - DAY},
    "leaves soon": {"last_day": TODAY + 13 * WEEK},
    "long away": {"leave": (Days(first=TODAY, last=TODAY + 2 * WEEK),)},
}
STAYS = {
    "leaves later": {"last_day": TODAY + 13 * WEEK + DAY},
    "short leave": {"leave": (Days(first=TODAY, last=TODAY + 2 * WEEK - DAY),)},
    "leave much later": {"leave": (Days(first=TODAY + 4 * WEEK, last=TODAY + 20 * WEEK),)},
}


@pytest.mark.parametrize("changes", GOES.values(), ids=GOES)
def test_a_holder_an_earlier_worker_and_a_supervisor_who_go_are_found(changes):
    agency = with_worker("w1", with_case("c1", earlier_worker="w1"), **changes)
    assert records("holder-goes", agency) == ("c1",)
    assert records("earlier-worker-goes", agency) == ("c1",)
    assert records("supervisor-goes", agency) == ("w1",)


@pytest.mark.parametrize("changes", STAYS.values(), ids=STAYS)
def test_whoever_stays_is_not_found(changes):
    agency = with_worker("w1", with_case("c1", earlier_worker="w1"), **changes)
    checks = ("holder-goes", "earlier-worker-goes", "supervisor-goes", "lead-away")
    assert not any(finds(check, agency) for check in checks)


def test_an_immediate_response_asks_for_somebody_on_duty():
    agency = with_case("c1", kind=Kind.IMMEDIATE_RESPONSE)
    past = with_worker("w1", agency, duty=(Days(first=TODAY - WEEK, last=TODAY - DAY),))
    today = with_worker("w1", agency, duty=(Days(first=TODAY - WEEK, last=TODAY),))
    assert records("nobody-on-duty", agency) == records("nobody-on-duty", past) == ("c1",)
    assert not finds("nobody-on-duty", today)
    assert not finds("nobody-on-duty", clean())


def test_every_new_case_is_looked_at():
    cases = (*clean().cases, a_case("c2"), a_case("c3"))
    assert records("nobody-holds", clean(cases=cases)) == ("c2", "c3")
