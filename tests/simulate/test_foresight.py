"""Do simulated years with lookahead prices keep the rules, know no luck, and renew prices when due?"""

import numpy as np

from planner.prices import Numbers, Outlook, Prices, made, shipped_numbers
from planner.simulate.arms import asked
from planner.simulate.beginning import beginning
from planner.simulate.engine import run
from planner.simulate.foresight import MONTHLY, Forecast
from planner.simulate.luck import draw
from planner.simulate.outlook import expecting, outlook, outlook_today
from planner.simulate.parameters import parameters
from planner.simulate.question import Question
from planner.simulate.templates import templates
from tests.builders import a_random_agency
from tests.simulate.test_snapshot import NoSurge, plain

GIVEN = parameters(weeks=9, arrivals_per_week_thousandths=6_000)
NUMBERS = shipped_numbers()


def a_year(agency, policy, luck=7):
    return run(agency, GIVEN, policy, draw(agency, GIVEN, NoSurge(), luck, 0))


def test_the_same_luck_gives_the_same_year_with_prices():
    first, second = (a_year(plain(3), "caseload-lookahead") for _ in range(2))
    for name in vars(first):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_prices_are_made_once_a_month(monkeypatch):
    weeks: list[int] = []

    def watched(seen: Outlook, numbers: Numbers, seed: int, last: Prices | None) -> Prices:
        weeks.append(seed)
        return made(seen, numbers, seed, last)

    monkeypatch.setattr("planner.simulate.foresight.made", watched)
    a_year(plain(3), "caseload-lookahead")
    assert weeks
    assert min(np.diff(weeks), default=MONTHLY) >= MONTHLY


def test_what_is_expected_is_no_luck_of_the_run():
    agency = plain(3)
    tables = templates(agency)
    seen = []
    for number in range(2):
        luck = draw(agency, GIVEN, NoSurge(), 7, number)
        state = beginning(agency, tables, luck, 40)
        mix = expecting(agency, GIVEN, NUMBERS, tables)
        seen.append(outlook(state, mix, 0, [], NUMBERS))
    assert (seen[0].expected == seen[1].expected).all()
    assert (seen[0].room_dose == seen[1].room_dose).all()


def test_a_wrong_forecast_expects_fewer_cases_and_no_seasons():
    agency = plain(3)
    mix = expecting(agency, GIVEN, NUMBERS, templates(agency))
    wrong = Forecast(share=700, seasons=False, ends=True).of(mix, GIVEN.weeks)
    assert abs(wrong.expected[0] - 0.7 * mix.expected.mean()) < 1e-9
    assert len(set(wrong.expected[: GIVEN.weeks].tolist())) == 1
    assert not wrong.expected[GIVEN.weeks :].any()
    np.testing.assert_allclose(Forecast().of(mix, GIVEN.weeks).expected, mix.expected)


def test_a_run_begins_with_the_room_an_agency_has_today():
    agency = plain(3)
    tables = templates(agency)
    luck = draw(agency, GIVEN, NoSurge(), 7, 0)
    state = beginning(agency, tables, luck, 40)
    mix = expecting(agency, GIVEN, NUMBERS, tables)
    simulated, today = outlook(state, mix, 0, [], NUMBERS), outlook_today(agency, mix, NUMBERS)
    np.testing.assert_array_equal(simulated.room_minutes, today.room_minutes)
    np.testing.assert_array_equal(simulated.room_dose, today.room_dose)
    assert today.known.sum() == len(agency.new_cases)


def test_the_room_ahead_holds_nothing_private():
    agency = a_random_agency(5)
    tables = templates(agency.public())
    mix = expecting(agency.public(), GIVEN, NUMBERS, tables)
    whole, public = (outlook_today(side, mix, NUMBERS) for side in (agency, agency.public()))
    assert agency.profiles
    for name in ("room_minutes", "room_dose", "known"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(public, name))


def test_lookahead_can_be_asked_for_by_name():
    question = Question(question="A short year", base=".", weeks=4, seed=1)
    found = asked(question, plain(3), ("caseload", "caseload-lookahead"))(0)
    assert set(found) == {"caseload", "caseload-lookahead"}
