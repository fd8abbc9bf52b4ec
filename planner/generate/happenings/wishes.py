"""Whose open cases may go to somebody else because the client or the worker asked for it.

Clients ask whose worker does not speak their language, and workers who have heard most.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from planner.domain import Agency, Assignment, Hold, Wish
from planner.dose.case_dose import tier, weekly_dose
from planner.dose.ledger import past_equivalents
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_assignments
from planner.problem.moves import in_moratorium

_WEEKS = 13


def wishes_to_move(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with wishes to move a few cases, in turn the client's and the worker's.

    No case is asked for that a court date keeps where it is, or that its worker leaves behind anyway.
    """
    last_day = {worker.id: worker.last_day for worker in agency.workers}
    stay = [
        a
        for a in agency.assignments
        if last_day[a.worker] is None and not in_moratorium(agency, agency.case_of[a.case])
    ]
    count = (len(agency.assignments) * figures.one("wish_to_move") + 500) // 1000
    clients = _of_clients(stay, agency, chance)
    workers = _of_workers(stay, agency)
    in_turn = chain.from_iterable(
        zip_longest(
            ((case, Wish.CLIENT) for case in clients),
            ((case, Wish.WORKER) for case in workers if case not in clients),
        )
    )
    asked = [one for one in in_turn if one is not None][:count]
    return with_assignments(agency, {case: {"hold": Hold.MOVABLE, "wish": wish} for case, wish in asked})


def _of_clients(stay: Sequence[Assignment], agency: Agency, chance: Chance) -> list[str]:
    spoken = {worker.id: worker.languages for worker in agency.workers}
    strange = [a.case for a in stay if agency.case_of[a.case].language not in spoken[a.worker]]
    return chance.shuffled(strange)


def _of_workers(stay: Sequence[Assignment], agency: Agency) -> list[str]:
    """Return the heaviest case of each worker, the most exposed worker first."""
    past = past_equivalents(agency.exposures, agency.date, agency.policy.half_life_weeks)
    fte = {worker.id: worker.fte for worker in agency.workers}
    heaviest = {a.worker: a.case for a in sorted(stay, key=lambda a: (_brings(agency, a.case), a.case))}
    return [heaviest[who] for who in sorted(heaviest, key=lambda who: (-past.get(who, 0.0) / fte[who], who))]


def _brings(agency: Agency, case: str) -> float:
    """Return the dose of a case in the coming weeks."""
    one = agency.case_of[case]
    return sum(weekly_dose(one, tier(one, agency.referral_type_of[one.referral_type]))[:_WEEKS])
