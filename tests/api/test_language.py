"""Is a question answered in the language its Accept-Language asks for?"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.stateless.language import of_header
from tests.api.calls import ASKED, CLAIM_CHECKS, EXPLANATIONS, SUGGESTIONS, a_client, a_question

TOLD = [path for path in ASKED if path != CLAIM_CHECKS]  # what is found of claims is in English
NOT_PLACED = ASKED[EXPLANATIONS]["why-left"]["value"]


def asked(client, path, accepted, question=None):
    headers = {} if accepted is None else {"Accept-Language": accepted}
    return client.post(path, json=question or a_question(path), headers=headers)


@pytest.mark.parametrize("path", TOLD)
@pytest.mark.parametrize(("accepted", "language"), [("es-MX, es;q=0.9, en;q=0.5", "es"), ("en", "en")])
def test_an_answer_says_its_language_and_that_it_depends_on_the_header(client, path, accepted, language):
    answer = asked(client, path, accepted)
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"


def test_an_explanation_is_told_in_spanish(client):
    answer = asked(client, EXPLANATIONS, "es", NOT_PLACED).json()
    assert answer["why"][0].startswith("Sin asignar. Ninguna regla pública lo impide")
    assert any(other["why"].endswith("no habla es.") for other in answer["others"])


def test_facts_and_codes_do_not_change_with_the_language(client):
    english, spanish = (asked(client, SUGGESTIONS, code).json() for code in ("en", "es"))
    told = [other.pop("why") for answer in (english, spanish) for other in answer["others"]]
    assert len(set(told)) == len(told)
    for answer in (english, spanish):
        del answer["why"]
        del answer["proposed"]["conditions"]
    assert english == spanish


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("ES-419", "es"),
        ("fr, es;q=0.1", "es"),
        ("fr", "en"),
        ("en, es", "en"),
        ("es, en", "es"),
        ("en;q=0.5, es;q=0.501", "es"),
        ("es;q=0", "en"),
        ("en;q=0", "en"),
        ("*", "en"),
        ("*, en;q=0", "es"),
        ("fr;q=1, *;q=0.5", "en"),
        ("es;q=2", "en"),
        ("es;q=nan, en", "en"),
        (";;,,es ; q=1.000 ,", "es"),
        ("est", "en"),
        ("x" * 5000 + ", es", "en"),
        (" , ".join(["es"] * 5000), "es"),
    ],
)
def test_the_language_liked_best_is_taken_and_no_header_is_refused(accepted, language):
    assert of_header(accepted) == language


def test_a_header_that_cannot_be_read_is_answered_in_english(client):
    answer = asked(client, EXPLANATIONS, "q=;;{}, \u00e9".encode("latin-1"))
    assert (answer.status_code, answer.headers["content-language"]) == (200, "en")


def test_two_who_ask_at_once_each_get_their_own_language():
    with a_client(most_at_once=4) as client, ThreadPoolExecutor(4) as pool:
        codes = ["en", "es"] * 6
        answers = pool.map(lambda code: asked(client, EXPLANATIONS, code, NOT_PLACED), codes)
        told = list(zip(codes, (answer.json()["why"][0] for answer in answers), strict=True))
    assert {why.startswith("Sin asignar") for code, why in told if code == "es"} == {True}
    assert {why.startswith("Not placed") for code, why in told if code == "en"} == {True}


def test_the_description_names_the_header_and_what_comes_back(client):
    described = client.get("/v1/openapi.json").json()
    for path in TOLD:
        operation = described["paths"][path]["post"]
        assert "accept-language" in {each["name"].lower() for each in operation["parameters"]}
        assert {"Content-Language", "Vary"} <= set(operation["responses"]["200"]["headers"])
