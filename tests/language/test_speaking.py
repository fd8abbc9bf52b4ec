"""Does everybody hear the language they asked for, whoever else is asking?"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from planner.errors import PlannerError
from planner.explain.language import _, day, speaking, spoken
from planner.explain.wording import rule_sentence

SAID = {"en": "not on duty", "es": "sin guardia"}


def test_english_is_spoken_unless_another_language_is_asked_for():
    assert _("not on duty") == SAID["en"]
    with speaking("es"):
        assert _("not on duty") == SAID["es"]
        with speaking("en"):
            assert _("not on duty") == SAID["en"]
        assert spoken() == "es"
    assert spoken() == "en"


def test_a_language_ends_where_something_goes_wrong():
    with pytest.raises(ZeroDivisionError), speaking("es"):
        raise ZeroDivisionError
    assert spoken() == "en"


@pytest.mark.parametrize("language", ["fr", "", "ES", "../es", "es_ES"])
def test_a_language_there_is_not_is_refused_in_one_sentence(language):
    said = r"^There are no sentences in .*; choose en .* or es .*\.$"
    with pytest.raises(PlannerError, match=said), speaking(language):
        pass


def test_threads_do_not_mix_languages():
    both = Barrier(2)

    def heard(language: str) -> set[str]:
        found = set()
        with speaking(language):
            for _turn in range(200):
                both.wait(timeout=10)
                found.add(_("not on duty"))
                found.add(rule_sentence("must-assign"))
        return found

    with ThreadPoolExecutor(2) as pool:
        english, spanish = pool.map(heard, ("en", "es"))
    assert SAID["en"] in english
    assert SAID["es"] in spanish
    assert not english & spanish
    assert len(english) == len(spanish) == 2


def test_tasks_of_one_thread_do_not_mix_languages():
    async def heard(language: str) -> set[str]:
        found = set()
        with speaking(language):
            for _turn in range(50):
                await asyncio.sleep(0)
                found.add(_("not on duty"))
        return found

    async def both() -> tuple[set[str], set[str]]:
        english, spanish = await asyncio.gather(heard("en"), heard("es"))
        return english, spanish

    assert asyncio.run(both()) == ({SAID["en"]}, {SAID["es"]})


def test_a_date_is_said_with_its_weekday():
    assert day(date(2025, 10, 7)) == "Tue 7 Oct"
    with speaking("es"):
        assert day(date(2025, 10, 7)) == "mar 7 oct"
