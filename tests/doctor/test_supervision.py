"""Is everything found that is wrong about supervision?"""

from planner.domain import Setting, Team
from tests.builders import TODAY, a_worker
from tests.doctor.clean import DAY, WEEK, a_colleague, clean, finds, records, with_worker

UNSUPERVISED = (Team(id="blue", office="north", setting=Setting.CHILD_WELFARE),)


def test_a_team_without_a_supervisor_is_found():
    assert records("team-without-supervisor", clean(teams=UNSUPERVISED)) == ("blue",)
    assert not finds("team-without-supervisor", clean())


def test_a_worker_without_any_supervisor_is_found():
    alone = clean(workers=(*clean().workers, a_worker("w3")), teams=UNSUPERVISED)
    assert records("nobody-supervises", alone) == ("w3",)
    assert not finds("nobody-supervises", clean(workers=(*clean().workers, a_worker("w3"))))


def test_nobody_is_their_own_supervisor():
    alone = with_worker("w1", supervisor=None)
    assert records("supervisor-alone", alone) == ("w1",)
    assert not finds("nobody-supervises", alone)
    assert not finds("supervisor-alone", clean())


def test_a_wide_span_is_found_at_one_more_than_the_setting():
    def agency(others):
        workers = (*clean().workers, *(a_colleague(f"w{3 + n}", "w1") for n in range(others)))
        return clean(workers=workers)

    assert not finds("wide-span", agency(4))
    assert records("wide-span", agency(5)) == ("w1",)


def test_supervision_is_overdue_from_the_day_after():
    assert not finds("supervision-overdue", with_worker("w1", supervision_last=TODAY - 2 * WEEK))
    late = with_worker("w1", supervision_last=TODAY - 2 * WEEK - DAY)
    assert records("supervision-overdue", late) == ("w1",)


def test_missing_dates_of_supervision_are_found():
    never = with_worker("w1", supervision_last=None, supervision_every_weeks=None)
    assert records("no-supervision-date", never) == ("w1",)
    assert not finds("no-supervision-date", clean())
    rarely = with_worker("w1", supervision_every_weeks=None)
    assert records("no-supervision-interval", rarely) == ("w1",)
    assert not finds("no-supervision-interval", clean())


def test_a_supervision_to_come_is_not_the_last():
    assert records("supervision-ahead", with_worker("w1", supervision_last=TODAY + DAY)) == ("w1",)
    assert not finds("supervision-ahead", with_worker("w1", supervision_last=TODAY))
