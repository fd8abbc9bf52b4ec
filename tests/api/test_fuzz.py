"""Does the service hold to its own description, whatever is sent?

In this process, with every check that schemathesis has and no operation left out. One check takes
two statuses more for a question that fits the schema: 422, because no schema says that every id
mentioned exists or that no deadline is before its case came in; and 400, because JSON can write a
NUL. In their place we look that such a question is refused for that alone: what the service itself
describes is exact, and nothing else that fits is unreadable.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation import GenerationMode

from api.app import create_app
from api.body import BODY
from api.problem import Problem
from api.settings import Settings
from tests.api.calls import ASKED

SECONDS = 75
FEWEST = 500  # requests; some thousands where nothing else runs
CONFIG = {
    "seed": 1,
    "max-time": SECONDS,
    "continue-on-failure": True,
    "suppress-health-check": ["filter_too_much"],  # few texts are ids
    "generation": {"mode": "all", "max-examples": 100},
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "409", "422"]}},
}


def finished() -> Iterator[ScenarioRecorder]:
    """Yield the record of each scenario of a run; a run that could not go on fails."""
    app = create_app(Settings(hosts=("testserver",), most_seconds=1, most_pairs=100))
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app, config=config)
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            yield event.recorder


def misjudged(case: Any, status: int, request: bytes | None, answer: bytes) -> bool:
    """Return whether a question that fits its schema was refused for what the schema does say."""
    if not case.meta or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return False
    if status == 400:
        return b"\\u0000" not in (request or b"")
    faults = Problem.model_validate_json(answer).faults if status == 422 else []
    return any(fault.file == BODY for fault in faults)


@pytest.mark.ci
def test_the_service_holds_to_its_description_whatever_is_sent():
    wrong: list[object] = []
    statuses: Counter[tuple[str, int]] = Counter()
    for record in finished():
        for key, interaction in record.interactions.items():
            case, request, response = (
                record.cases[key].value,
                interaction.request,
                interaction.response,
            )
            assert response is not None
            statuses[case.path, response.status_code] += 1
            if misjudged(case, response.status_code, request.body, response.content):
                wrong.append((request.body, response.content))
        for checks in record.checks.values():
            wrong += [check.failure_info.failure for check in checks if check.failure_info]
    assert wrong == []
    assert statuses.total() > FEWEST
    for path in ASKED:
        assert {200, 422} <= {status for asked, status in statuses if asked == path}
