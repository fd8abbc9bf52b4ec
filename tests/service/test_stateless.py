"""Does the service with state answer questions that bring their agency, to who may ask for plans?"""

import pytest

from api.access.permissions import Verb
from tests.api.calls import ASKED, SUGGESTIONS, a_client, a_question
from tests.service.access.roles import a_program
from tests.service.places import Place


@pytest.mark.parametrize("path", ASKED)
def test_nobody_is_answered_who_is_not_known_or_may_not_ask(place: Place, path):
    question = a_question(path)
    unknown = place.client().post(path, json=question)
    assert (unknown.status_code, unknown.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert place.person("auditor").post(path, json=question).status_code == 403
    assert a_program(Verb.READ_CASES)(place).post(path, json=question).status_code == 403


def test_whoever_may_ask_is_answered_as_the_service_without_state_answers_anybody(place: Place):
    question = a_question(SUGGESTIONS)
    alone = a_client().post(SUGGESTIONS, json=question).json()
    for asker in (place.person("case-manager"), place.person("supervisor"), a_program(Verb.ASK)(place)):
        answer = asker.post(SUGGESTIONS, json=question)
        assert answer.status_code == 200
        assert answer.json() == alone
