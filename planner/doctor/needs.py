"""Which needs of cases nobody meets, and what may have been meant."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches

from planner.doctor.finding import Finding
from planner.doctor.seen import Seen
from planner.domain import Case


def office_unreached(seen: Seen) -> list[Finding]:
    """No worker reaches the office of a case."""
    reached = {office for worker in seen.workers for office in worker.offices}
    return _unmet(seen, "office-unreached", lambda case: [case.office], reached)


def language_unspoken(seen: Seen) -> list[Finding]:
    """Nobody speaks the language of a case, and no interpreter may be used."""
    spoken = {language for worker in seen.workers for language in worker.languages}
    interpreted = any(worker.interpreter for worker in seen.workers)
    return _unmet(
        seen,
        "language-unspoken",
        lambda case: [] if case.interpreter and interpreted else [case.language],
        spoken,
    )


def licence_unheld(seen: Seen) -> list[Finding]:
    """Nobody holds the licence a case needs."""
    held = {licence for worker in seen.workers for licence in worker.licences}
    return _unmet(seen, "licence-unheld", lambda case: [case.licence] if case.licence else [], held)


def skill_unknown(seen: Seen) -> list[Finding]:
    """Nobody has a skill that a case requires."""
    return _unmet(seen, "skill-unknown", lambda case: case.skills_required, _skills(seen))


def training_unknown(seen: Seen) -> list[Finding]:
    """Nobody has completed a training that a case requires."""
    completed = {training for worker in seen.workers for training in worker.trainings}
    return _unmet(seen, "training-unknown", lambda case: case.trainings_required, completed)


def required_unoffered(seen: Seen) -> list[Finding]:
    """Nobody offers what a client requires."""
    return _unmet(seen, "required-unoffered", lambda case: case.client_requires, _offers(seen))


def wanted_unoffered(seen: Seen) -> list[Finding]:
    """Nobody offers what a client wishes for."""
    return _unmet(seen, "wanted-unoffered", lambda case: case.client_wants, _offers(seen))


def preferred_unknown(seen: Seen) -> list[Finding]:
    """Nobody has a skill that would be good to have."""
    return _unmet(seen, "preferred-unknown", lambda case: case.skills_preferred, _skills(seen))


def refused_unoffered(seen: Seen) -> list[Finding]:
    """A client refuses what nobody offers, or a worker who is not there."""
    known = _offers(seen) | set(seen.agency.worker_of)
    return _unmet(seen, "refused-unoffered", lambda case: case.client_refuses, known)


def _skills(seen: Seen) -> set[str]:
    return {skill for worker in seen.workers for skill in worker.skills}


def _offers(seen: Seen) -> set[str]:
    return {offer for worker in seen.workers for offer in worker.offers}


def _unmet(
    seen: Seen, check: str, wanted: Callable[[Case], Iterable[str]], known: Collection[str]
) -> list[Finding]:
    """Return a finding for each word that cases to be placed use and no worker does."""
    if not seen.workers:
        return []
    cases: dict[str, list[str]] = defaultdict(list)
    for case in seen.to_place:
        for word in wanted(case):
            if word not in known:
                cases[word].append(case.id)
    return [
        Finding(check, tuple(ids), {"word": word, "near": _nearest(word, known)})
        for word, ids in sorted(cases.items())
    ]


def _nearest(word: str, known: Collection[str]) -> str:
    """Return the nearest word in use, none where a beginning makes it another word: male and female."""
    near = next(iter(get_close_matches(word, sorted(known), n=1)), "")
    return "" if near.endswith(word) or word.endswith(near) else near


CHECKS = (
    office_unreached,
    language_unspoken,
    licence_unheld,
    skill_unknown,
    training_unknown,
    required_unoffered,
    refused_unoffered,
    wanted_unoffered,
    preferred_unknown,
)
