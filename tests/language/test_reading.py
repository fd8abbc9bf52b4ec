"""Can a tired supervisor read the sentences?"""

from statistics import mean

import pytest

from planner.explain.language import speaking
from tests.language.reading import _spanish_syllables, _syllables, ease, grade
from tests.language.said import said

PHRASES = {"step_phrase", "group_phrase", "short_why", "percent", "points"}  # parts of sentences
HIGHEST_MEAN, HIGHEST = 9.0, 12.0
LOWEST_MEAN = 55.0  # normal, on the Inflesz scale


def sentences() -> dict[str, list[str]]:
    return {name: sorted(set(told)) for name, told in said().items() if name not in PHRASES}


def test_english_sentences_are_read_with_nine_years_of_school():
    told = sentences()
    assert mean(grade(text) for texts in told.values() for text in texts) <= HIGHEST_MEAN
    assert {name: m for name, t in told.items() if (m := mean(map(grade, t))) > HIGHEST_MEAN} == {}


def test_no_english_sentence_is_hard():
    hard = {text: grade(text) for texts in sentences().values() for text in texts}
    assert {text: found for text, found in hard.items() if found > HIGHEST} == {}


def test_spanish_sentences_are_of_normal_ease():
    with speaking("es"):
        told = sentences()
    assert mean(ease(text) for texts in told.values() for text in texts) >= LOWEST_MEAN


def test_a_hard_sentence_would_be_noticed():
    hard = (
        "Notwithstanding contraindications, practitioners' disproportionate accumulation of occupational"
        " exposure necessitates redistribution of responsibilities."
    )
    assert grade(hard) > 2 * HIGHEST_MEAN
    assert (
        ease("La imposibilidad administrativa de redistribución proporcional de responsabilidades.") < 30
    )


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("case", 1), ("cases", 2), ("worker", 2), ("needed", 2), ("allowed", 2), ("placed", 1)],
        *[("severe", 2), ("family", 3), ("assessment", 3), ("w-017", 1), ("people", 2), ("takes", 1)],
    ],
)
def test_syllables_of_english_are_counted(word, count):
    assert _syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("caso", 2), ("quien", 1), ("habitual", 3), ("presupuesto", 4), ("lleva", 2), ("guardia", 2)],
        *[("podría", 3), ("día", 2), ("supervisión", 4), ("seguimiento", 4), ("suplencia", 3)],
    ],
)
def test_syllables_of_spanish_are_counted(word, count):
    assert _spanish_syllables(word) == count
