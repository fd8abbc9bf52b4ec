"""How tests call the service: in this process, with its own examples."""

from copy import deepcopy
from typing import Any

from fastapi.testclient import TestClient

from api.app import create_app
from api.examples import questions
from api.examples.agency import AGENCY
from api.settings import Settings

HERE = "http://127.0.0.1"
JSON = {"Content-Type": "application/json"}
ASKED: dict[str, dict[str, Any]] = {
    "/v1/stateless/plans": dict(questions.PLANS),
    "/v1/stateless/suggestions": dict(questions.SUGGESTIONS),
    "/v1/stateless/explanations": dict(questions.EXPLANATIONS),
    "/v1/stateless/plan-explanations": dict(questions.PLAN_EXPLANATIONS),
    "/v1/stateless/claim-checks": dict(questions.CLAIM_CHECKS),
}
PLANS, SUGGESTIONS, EXPLANATIONS, PLAN_EXPLANATIONS, CLAIM_CHECKS = ASKED
READ = ("/v1/model-card", "/v1/health/live", "/v1/health/ready", "/v1/openapi.json")
PAGES = ("/self-check",)  # for people: not part of what is described to machines
EXAMPLES = [(path, name) for path, asked in ASKED.items() for name in asked]


def a_client(**settings: Any) -> TestClient:
    """Return a caller of a service of its own."""
    return TestClient(create_app(Settings(**settings)), base_url=HERE)


def an_agency(**changes: Any) -> dict[str, Any]:
    """Return the example agency as JSON with these parts replaced."""
    return deepcopy(AGENCY) | changes


def a_question(path: str) -> dict[str, Any]:
    """Return the first example question of a path."""
    value: dict[str, Any] = deepcopy(next(iter(ASKED[path].values()))["value"])
    return value
