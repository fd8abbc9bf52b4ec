"""Is every sentence said in every language, and only in that one?"""

import inspect
import re
from collections import Counter

import pytest

from planner.explain import language as language_module
from planner.explain import wording
from planner.explain.language import ENGLISH, speaking
from planner.rule import Breach
from tests.language.catalogues import OTHERS, texts, translations
from tests.language.said import facts, pages, said

EVERY_OTHER = pytest.mark.parametrize("language", OTHERS)
WORD = re.compile(r"[^\W\d_][\w-]*")
FIELD = re.compile(r"\{\w*\}")
CODES = {"cost", "bound", "ending", "polish", "english", "court", "north", "top", "seconds"}
"""What is said as it is in every language: names of fields of a plan, and codes of the agencies."""


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(FIELD.sub(" ", text))}


def only_english(language: str) -> set[str]:
    """Return the words that stand in English sentences and in none of the translations."""
    known = translations(language)
    english = set().union(*(words(text) for key in known for text in texts(key)))
    other = set().union(*(words(text) for each in known.values() for text in texts(each.string)))
    return english - other - CODES


def agencies_codes() -> set[str]:
    """Return the codes of the agencies told about, and the names of rules."""
    codes: set[str] = set(wording._sentences())
    for planned in facts().planned:
        agency = planned.side.agency
        for worker in agency.workers:
            codes |= {*worker.skills, *worker.trainings, *worker.licences, *worker.languages}
            codes |= {*worker.offices, *worker.offers}
        for case in agency.cases:
            codes |= {case.language, case.office, *case.skills_required, *case.client_requires}
            codes |= {*case.client_refuses, *case.client_wants}
    return {word for code in codes for word in words(code)}


def english_left(sentences: list[str], language: str) -> dict[str, set[str]]:
    """Return the sentences in which an English word stands that is no code."""
    wrong = only_english(language) - agencies_codes()
    return {text: found for text in sentences if (found := words(text) & wrong)}


def test_every_function_that_makes_sentences_is_tried():
    public = {
        name
        for name, function in vars(wording).items()
        if inspect.isfunction(function)
        and function.__module__ == wording.__name__
        and not name.startswith("_")
    }
    assert set(said()) == public, "add the new function to tests/language/said.py"


def test_facts_of_agencies_reach_most_rules():
    told = {breach.rule for breach in facts().breaches if "7" not in (breach.case or "")}
    assert len(told) > 20
    known = facts()
    assert min(len(known.whys), len(known.lefts), len(known.standings), len(known.conditions)) > 10


@pytest.mark.parametrize("language", [ENGLISH, *OTHERS])
def test_every_sentence_is_whole_in_every_language(language):
    with speaking(language):
        for name, sentences in said().items():
            for text in sentences:
                assert text, name
                assert "{" not in text, text
                assert "None" not in text, text
                assert "  " not in text, text


@EVERY_OTHER
def test_no_english_is_left_in_a_sentence(language):
    with speaking(language):
        sentences = [text for told in said().values() for text in told]
    assert english_left(sentences, language) == {}


@EVERY_OTHER
def test_no_english_is_left_on_a_page(language):
    with speaking(language):
        assert english_left(pages(), language) == {}


@EVERY_OTHER
def test_english_would_be_noticed(language):
    """The control: nearly every English sentence has a word that gives it away."""
    sentences = sorted({text for told in said().values() for text in told})
    noticed = english_left(sentences, language)
    assert len(noticed) > 0.97 * len(sentences)
    printed = pages()
    assert set(english_left(printed, language)) == set(printed)


@EVERY_OTHER
def test_a_sentence_left_out_of_the_catalogue_would_be_noticed(language, monkeypatch):
    says = language_module._
    lost = "Nobody can take it: there is no other worker."
    monkeypatch.setattr(wording, "_", lambda text: text if text == lost else says(text))
    with speaking(language):
        sentences = [text for told in said().values() for text in told]
    assert set(english_left(sentences, language)) == {lost}


@EVERY_OTHER
def test_numbers_ids_and_codes_are_the_same_in_every_language(language):
    def figures(text: str) -> Counter[str]:
        return Counter(re.findall(r"\b[wcn]-?\d[\w-]*|\d+\.\d+%?|\d+%", text))

    english = said()
    with speaking(language):
        other = said()
    for name, sentences in english.items():
        for one, two in zip(sentences, other[name], strict=True):
            assert figures(one) == figures(two)


def test_one_and_many_are_told_apart():
    one, many = (Breach("severe-share", worker="w1", limit=0, needed=n) for n in (1, 2))
    assert wording.breach_sentence(one) == "w1 would hold 1 severe case (their share: 0)."
    assert wording.breach_sentence(many) == "w1 would hold 2 severe cases (their share: 0)."
    with speaking("es"):
        assert wording.breach_sentence(one) == "w1 llevaría 1 caso grave (su parte: 0)."
        assert wording.breach_sentence(many) == "w1 llevaría 2 casos graves (su parte: 0)."
