"""What would have to be otherwise: for somebody asked about by name, and for a case that waits."""

from collections.abc import Sequence

from planner.claims import Claim
from planner.explain.counterfactual import counterfactual
from planner.explain.ground import Ground
from planner.explain.left_claims import left_claim, repair_claim
from planner.explain.repair import Repair
from planner.explain.what_if import WhatIf
from planner.explain.wording import counterfactual_sentences, too_much_sentence

_MOST_CHANGES = 5  # that anybody would read


def otherwise(on: Ground, case: str, workers: Sequence[str]) -> tuple[list[Claim], list[str]]:
    """Return what would have to change for each worker to be suggested, as claims and as sentences.

    The ground is the public one: only public facts are levers. More changes than anybody would read
    are not told one by one, and not claimed.
    """
    claims: list[Claim] = []
    sentences: list[str] = []
    if not workers:
        return claims, sentences
    what_if = WhatIf(on.problem, on.program, on.rules, on.goals, on.plan, case)
    for worker in workers:
        found = counterfactual(what_if, worker, on.about)
        if found is not None and found.value > _MOST_CHANGES:
            sentences.append(too_much_sentence(case, worker))
            continue
        claims += [] if found is None else [found]
        sentences += counterfactual_sentences(found, case, worker)
    return claims, sentences


def waiting(on: Ground, case: str, change: Repair | None) -> list[Claim]:
    """Return that nobody can take a case that waits, where so, and the smallest change that lets one."""
    left = left_claim(on.problem, on.program, on.plan, case, on.about)
    repair = None if change is None else repair_claim(change, case, on.about)
    return [claim for claim in (left, repair) if claim is not None]
