"""Who reaches the action level of the usual budget, when, and how they are counted."""

from planner.attention.action_level import at_action_level, counts
from planner.domain import Days, Exposure, Mode, PrivateProfile, Source, Step, Worker
from tests.attention.busy import after
from tests.builders import a_case, a_stage, a_worker, an_agency, held

BUDGET = 1600  # with a half-life of one week, a dose of u a week is u/2 after one week, 3/4 u after two


def carrying(minutes: int, weeks: int = 2, worker: Worker | None = None, **changes):
    """Return an agency whose w1 carries so many minutes a week of tier 1, live: 1,000 an hour."""
    case = a_case(stages=(a_stage(weeks, minutes),))
    settings = {"half_life_weeks": 1, "unit_budget": BUDGET}
    fields = {"assignments": (held("c1", "w1"),), "policy": settings} | changes
    return an_agency([worker or a_worker()], [case], **fields)


def test_the_highest_week_at_the_action_level_counts_and_just_below_does_not():
    # 102 and 103 minutes: 1,700 and 1,717 a week, 3/4 of it in the second week; the level is 1,280
    assert at_action_level(carrying(102)) == []
    (one,) = at_action_level(carrying(103))
    assert one.worker == "w1"
    assert one.share == 805  # 1,288 of 1,600
    assert one.highest_week == after(7)
    assert one.below_from == after(14)
    assert one.offer_by == after(7)  # five working days
    assert one.away_until is None


def test_whoever_stays_at_the_action_level_has_no_week_below_it():
    (one,) = at_action_level(carrying(120, 30))
    assert one.below_from is None


def test_who_is_away_is_said_with_the_day_back():
    away = a_worker(leave=(Days(first=after(0), last=after(3)),))
    (one,) = at_action_level(carrying(120, worker=away))
    assert one.away_until == after(4)


def test_the_budget_is_the_usual_one_whatever_the_worker_chose():
    rest = PrivateProfile(worker="w1", step=Step.REST)
    assert at_action_level(carrying(102, profiles=(rest,))) == []


def test_what_is_left_in_the_ledger_counts():
    last_week = Exposure(
        worker="w1", week=after(-7), minutes=3 * 60, tier=1, mode=Mode.LIVE, source=Source.CASE
    )
    (one,) = at_action_level(carrying(70, exposures=(last_week,)))
    # 3,000 is 1,500 in the ledger and 750 a week later; 70 minutes add 583.5
    assert (one.share, one.highest_week) == (833, after(0))


def test_counts_are_by_supervisor_and_of_five_people_at_least():
    workers = [a_worker("w0"), a_worker("w9", supervisor="w0")]
    workers += [a_worker(f"w{n}", supervisor="w9") for n in range(1, 7)]
    agency = an_agency(workers, [a_case(stages=(a_stage(9, 3000),))], assignments=(held("c1", "w3"),))
    found = counts(agency, at_action_level(agency))
    assert [(c.supervisors, c.people, c.reached) for c in found] == [((None, "w0", "w9"), 8, 1)]
    five = an_agency([a_worker("w9"), *(w for w in workers if w.supervisor == "w9")], [])
    assert [c.people for c in counts(five, [])] == [7]


def test_a_few_people_are_not_counted_at_all():
    assert counts(an_agency([a_worker(f"w{n}") for n in range(4)], []), []) == []
    assert [c.people for c in counts(an_agency([a_worker(f"w{n}") for n in range(5)], []), [])] == [5]
