"""Are kept prices refused where they do not belong, and free of anything private?"""

import json
from datetime import timedelta

import pytest

from planner.domain import PrivateProfile, Step
from planner.intake import write_agency
from planner.price_answers import prices_today
from planner.prices import shipped_numbers
from planner.prices.book import Book, UnusablePrices, read_book
from tests.builders import a_case, a_random_agency, a_worker, an_agency

CASES = [a_case(f"c{place}") for place in range(9)]


def a_book(agency, folder, seed=1, last=None) -> Book:
    return prices_today(agency, folder, seed, last)[0]


def test_the_same_agency_and_seed_give_the_same_file(tmp_path):
    agency = a_random_agency(4)
    assert a_book(agency, tmp_path) == a_book(agency, tmp_path)
    other = a_book(agency, tmp_path, seed=2)
    assert other.made_from != a_book(agency, tmp_path).made_from


def test_what_is_private_changes_no_price_and_stands_in_no_file(tmp_path):
    plain = an_agency([a_worker("w1"), a_worker("w2")], CASES)
    private = plain.changed(
        profiles=(PrivateProfile(worker="w1", limits=("sexual_violence",), step=Step.REST),)
    )
    assert a_book(plain, tmp_path) == a_book(private, tmp_path)


def test_prices_of_other_people_of_too_long_ago_and_of_tomorrow_are_refused(tmp_path):
    agency = a_random_agency(4)
    book = a_book(agency, tmp_path)
    assert book.of(agency).workers == tuple(sorted(worker.id for worker in agency.workers))
    fewer_hours = agency.workers[0].model_copy(update={"week": 20 * 60})
    changed = agency.model_copy(update={"workers": (fewer_hours, *agency.workers[1:])})
    with pytest.raises(UnusablePrices, match="other workers, teams or settings"):
        book.of(changed)
    for days in (-1, shipped_numbers().days_good + 1):
        later = agency.model_copy(update={"date": agency.date + timedelta(days=days)})
        with pytest.raises(UnusablePrices, match="may be used for"):
            book.of(later)


def test_prices_of_last_week_are_those_of_a_week_on(tmp_path):
    agency = an_agency([a_worker("w1")], CASES)
    book = a_book(agency, tmp_path)
    later = agency.model_copy(update={"date": agency.date + timedelta(days=8)})
    assert book.of(later).minutes[0, 0] == book.of(agency).minutes[0, 1]


@pytest.mark.parametrize(
    "bend",
    [
        lambda book: book | {"format": 99},
        lambda book: book | {"prices": [{"worker": "w1", "minutes": [-1], "dose": [0]}]},
        lambda book: book | {"prices": [{"worker": "w1", "minutes": [1.5], "dose": [0]}]},
        lambda book: book | {"prices": [{"worker": "w1", "minutes": [1, 2], "dose": []}]},
        lambda book: book | {"prices": [{"worker": "w1", "minutes": [10**15], "dose": [0]}]},
        lambda book: book | {"more": 1},
        lambda book: {},
    ],
)
def test_a_file_that_holds_no_prices_is_refused(bend, tmp_path):
    agency = an_agency([a_worker("w1")], CASES)
    whole = json.loads(a_book(agency, tmp_path).model_dump_json())
    file = tmp_path / "prices.json"
    file.write_text(json.dumps(bend(whole)))
    with pytest.raises(UnusablePrices):
        read_book(file).of(agency)


def test_a_folder_without_arrivals_gives_prices_of_nothing(tmp_path):
    agency = an_agency([a_worker("w1"), a_worker("w2")], [])
    write_agency(agency, tmp_path)
    book = a_book(agency, tmp_path)
    assert all(not any(row.minutes) and not any(row.dose) for row in book.prices)
