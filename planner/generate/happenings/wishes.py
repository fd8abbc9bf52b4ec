"""Whose open cases may go to somebody else because the client or the worker asked for it.

Clients ask whose worker does not speak their language, and say what else they wish for. Workers ask who
carry most, for their heaviest case.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from planner.domain import Agency, Assignment, Hold, Wish
from planner.dose.case_dose import tier, weekly_dose
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_assignments, with_cases
from planner.problem import measure
from planner.problem.moves import in_moratorium

_WEEKS = 13


def wishes_to_move(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with wishes to move a few cases, in turn the client's and the worker's.

    No case is asked for that a court date keeps where it is, or that its worker leaves behind anyway.
    """
    gone = {worker.id for worker in agency.workers if worker.last_day is not None}
    stay = [
        a
        for a in agency.assignments
        if a.worker not in gone and not in_moratorium(agency, agency.case_of[a.case])
    ]
    clients = _of_clients(stay, agency, chance)
    workers = [case for case in _of_workers(stay, agency) if case not in clients]
    count = (len(agency.assignments) * figures.one("wish_to_move") + 500) // 1000
    asked = [case for case in chain(*zip_longest(clients, workers)) if case is not None][:count]
    wish = {case: Wish.CLIENT if case in clients else Wish.WORKER for case in asked}
    moving = with_assignments(agency, {c: {"hold": Hold.MOVABLE, "wish": w} for c, w in wish.items()})
    offers = list(figures.each("offer-"))
    wants = {c: {"client_wants": (chance.pick(offers),)} for c in asked if wish[c] is Wish.CLIENT}
    return with_cases(moving, wants)


def _of_clients(stay: Sequence[Assignment], agency: Agency, chance: Chance) -> list[str]:
    spoken = {worker.id: worker.languages for worker in agency.workers}
    strange = [a.case for a in stay if agency.case_of[a.case].language not in spoken[a.worker]]
    return chance.shuffled(strange)


def _of_workers(stay: Sequence[Assignment], agency: Agency) -> list[str]:
    """Return the heaviest case of each worker, first of who carries most of the own budget."""
    problem = measure(agency)
    shares = problem.carried_load / problem.budget_load
    carries = {worker.id: share for worker, share in zip(problem.workers, shares.tolist(), strict=True)}
    heaviest = {a.worker: a.case for a in sorted(stay, key=lambda a: (_brings(agency, a.case), a.case))}
    return [heaviest[who] for who in sorted(heaviest, key=lambda who: (-carries[who], who))]


def _brings(agency: Agency, case: str) -> float:
    """Return the dose of a case in the coming weeks."""
    one = agency.case_of[case]
    its_tier = tier(one, agency.referral_type_of[one.referral_type])
    return sum(weekly_dose(one, its_tier, agency.weights)[:_WEEKS])
