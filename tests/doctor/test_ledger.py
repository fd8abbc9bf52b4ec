"""Is everything found that is wrong about past exposure?"""

from planner.domain import Days, Mode
from tests.builders import TODAY
from tests.doctor.clean import (
    WEEK,
    all_of,
    carried,
    clean,
    exposure,
    finds,
    records,
    with_assignment,
    with_worker,
)

OF_W1 = tuple(exposure("w1", ago) for ago in range(1, 21))
OF_W2 = tuple(exposure("w2", ago) for ago in range(1, 21))


def without(*ages: int):
    return (*OF_W2, *(exposure("w1", ago) for ago in range(1, 21) if ago not in ages))


def test_an_empty_ledger_is_found():
    assert finds("no-exposures", clean(exposures=()))
    assert not finds("no-exposures", clean())


def test_a_ledger_that_stopped_three_weeks_ago_is_found():
    def agency(newest):
        return clean(
            exposures=tuple(exposure(w, ago) for w in ("w1", "w2") for ago in range(newest, 20))
        )

    assert not finds("exposures-stop", agency(3))
    facts = all_of("exposures-stop", agency(4))[0].facts
    assert facts == {"newest": TODAY - 4 * WEEK, "date": TODAY}
    assert not finds("exposures-stop", clean(exposures=()))
    assert not finds("weeks-missing", agency(4))


def test_three_weeks_missing_for_a_worker_with_open_cases_are_found():
    assert not finds("weeks-missing", clean(exposures=without(2, 5)))
    assert records("weeks-missing", clean(exposures=without(2, 5, 8))) == ("w1",)
    assert not finds("weeks-missing", clean(exposures=without(2, 5, 9)))


def test_weeks_before_the_case_or_on_leave_are_not_missing():
    gaps = clean(exposures=without(6, 7, 8))
    assert not finds("weeks-missing", with_assignment("o1", gaps, since=TODAY - 5 * WEEK))
    leave = (Days(first=TODAY - 8 * WEEK, last=TODAY - 5 * WEEK),)
    assert not finds("weeks-missing", with_worker("w1", gaps, leave=leave))
    moved = (carried("o1", "w2"), carried("o2", "w2"))
    assert not finds("weeks-missing", gaps.changed(assignments=moved))


def test_one_mode_or_one_tier_is_odd_from_twenty_rows_on():
    same = tuple(exposure("w1", ago, mode=Mode.LIVE, tier=2) for ago in range(1, 21))
    assert all_of("one-mode", clean(exposures=same))[0].facts == {"mode": Mode.LIVE}
    assert all_of("one-tier", clean(exposures=same))[0].facts == {"tier": 2}
    assert not finds("one-mode", clean(exposures=same[1:]))
    assert not finds("one-tier", clean(exposures=same[1:]))


def test_the_same_row_twice_is_found():
    twice = clean(exposures=(*OF_W1, *OF_W2, OF_W1[0]))
    assert records("exposure-twice", twice) == (f"w1 {TODAY - WEEK}",)
    other = OF_W1[0].model_copy(update={"minutes": 7})
    assert not finds("exposure-twice", clean(exposures=(*OF_W1, *OF_W2, other)))


def test_a_week_with_more_exposure_than_contract_is_found():
    def agency(minutes):
        return clean(exposures=(*OF_W1[1:], *OF_W2, exposure("w1", 1, minutes=minutes)))

    assert not finds("week-beyond-contract", agency(37 * 60))
    assert records("week-beyond-contract", agency(37 * 60 + 1)) == (f"w1 {TODAY - WEEK}",)
