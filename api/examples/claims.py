"""The claims behind the example explanations; hashes differ by version."""

from typing import Any

_INSTANCE = "c57e1bc7ac908696c5fce6db2bae95af48abdf30bc52a50df41df06fb25cd4b4"


def given(case: str, worker: str) -> dict[str, Any]:
    """Return an assignment without helpers."""
    return {"case": case, "worker": worker, "support": None, "cover": []}


def claims(plan: str, assignments: list[dict[str, Any]], *each: dict[str, Any]) -> dict[str, Any]:
    """Return claims about a plan of that hash."""
    about = {"instance": _INSTANCE, "plan": plan, "prices": None, "seen": "manager", "tolerance": 0}
    return {
        "format": "caseload claims 1",
        "plan": {"assignments": assignments},
        "claims": [about | claim for claim in each],
    }


def more(case: str, worker: str) -> list[dict[str, Any]]:
    """Return that a worker could take a case, at more cost."""
    about = {"case": case, "worker": worker}
    able = {"beside": True, "given": [given(case, worker)]}
    return [
        {"type": "cost-step", "value": 1, "unit": "cost step"} | about,
        {"type": "can", "value": 1, "unit": "workers"} | about | able,
    ]


def cannot(case: str, worker: str, rule: str, what: str) -> dict[str, Any]:
    """Return that a rule without a limit keeps a worker from a case."""
    rules = {"rule": rule, "what": what, "week": None, "limit": 0, "beside": False}
    value = {"type": "cannot", "value": 0, "unit": "the rule's own unit"}
    return value | {"case": case, "worker": worker} | rules


def otherwise(case: str, worker: str, *changes: tuple[str, str, str]) -> dict[str, Any]:
    """Return what would have to change: whose fact, which lever, and to what."""
    made = [
        {"worker": of, "lever": lever, "what": what, "before": 0, "after": 0, "step": 1}
        for of, lever, what in changes
    ]
    about = {"case": case, "worker": worker, "changes": made}
    return {"type": "counterfactual", "value": len(made), "unit": "changes"} | about
