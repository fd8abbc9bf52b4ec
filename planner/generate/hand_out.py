"""Who holds which open case: so many for each worker, dealt at random among those it suits.

Nobody in the first year leads a severe case, a case that asks for a licence or a training goes to
somebody who has it, and nobody has more than a few severe cases; where nobody is left for that, anybody
may have it. What else a case asks for, the worker who holds it is taken to have.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Assignment, Case, Hold, Worker
from planner.dose.case_dose import severe_tier, severest_tier, tier
from planner.generate.chance import Chance, shared_out
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.open_cases import OpenCase
from planner.generate.referral import referral_types
from planner.generate.roster import Roster
from planner.generate.shifts import posts_for_cases, share_for_cases
from planner.generate.workers import started
from planner.units import Thousandths

_ALLOCATED_WITHIN = 3  # days, unless the case comes from a colleague
_MONTHS_PER_QUARTER = 3


@dataclass(frozen=True)
class Held:
    """An open case, its tier, the stages behind it, and who holds it."""

    open: OpenCase
    tier: int
    assignment: Assignment

    @property
    def taken_over(self) -> bool:
        """Whether the worker took the case over from a colleague."""
        days = (self.assignment.since - self.open.case.received).days
        return days > _ALLOCATED_WITHIN


def open_count(workers: Sequence[Worker], figures: Figures) -> int:
    """Return how many open cases there are: caseload x full-time posts, to the nearest."""
    posts = posts_for_cases(workers, figures)
    return (figures.one("caseload_per_fte") * posts + 5000) // 10_000


def caseloads(workers: Sequence[Worker], figures: Figures, chance: Chance) -> list[int]:
    """Return how many open cases each worker holds.

    In proportion to the post, to the quarter a newcomer is in, and to chance; newcomers hold fewer,
    so that the others hold more than the average.
    """
    spread = figures.one("caseload_spread")
    posts = [worker.fte * _full(worker, figures) * chance.around(spread) for worker in workers]
    return shared_out(open_count(workers, figures), posts)


def newcomer(worker: Worker, figures: Figures) -> bool:
    """Return whether the worker's caseload is still growing."""
    quarter = worker.months_in_post // _MONTHS_PER_QUARTER
    growing = quarter < len(figures.several("caseload_ramp")) - 1
    return growing and worker.months_in_field < figures.one("newcomer_months")


def _full(worker: Worker, figures: Figures) -> Thousandths:
    quarters = figures.several("caseload_ramp")
    quarter = worker.months_in_post // _MONTHS_PER_QUARTER
    full = quarters[quarter] if newcomer(worker, figures) else quarters[-1]
    return full * share_for_cases(worker, figures) // 1000


def hand_out(cases: Sequence[OpenCase], roster: Roster, design: Design, chance: Chance) -> list[Held]:
    """Return every open case with the worker who holds it, in the order of the cases."""
    figures, workers = design.figures, roster.workers
    types = {r.id: r for r in referral_types(figures)}
    tiers = [tier(one.case, types[one.case.referral_type]) for one in cases]
    leads = _leads(cases, tiers, roster, figures, chance)
    office = {team.id: team.office for team in roster.teams}
    held = []
    for one, case_tier, lead in zip(cases, tiers, leads, strict=True):
        case = _fitted(one.case, lead, office[lead.team])
        helpers = [w for w in workers if w.team == lead.team and w != lead and not w.first_year]
        severest = case_tier >= severest_tier()
        support = helpers and severest and chance.yes(figures.one("supported"))
        assignment = Assignment(
            case=case.id,
            worker=lead.id,
            support=chance.pick(helpers).id if support else None,
            since=_since(case, lead, design.today, chance),
            hold=Hold.MOVABLE if chance.yes(figures.one("movable")) else Hold.KEPT,
        )
        held.append(Held(OpenCase(case, one.behind), case_tier, assignment))
    return held


def _leads(
    cases: Sequence[OpenCase],
    tiers: Sequence[int],
    roster: Roster,
    figures: Figures,
    chance: Chance,
) -> list[Worker]:
    severe, severest = severe_tier(), severest_tier()
    workers = roster.workers
    places = [
        w for w, n in zip(workers, caseloads(workers, figures, chance), strict=True) for _ in range(n)
    ]
    hard: Counter[str] = Counter()
    hardest: Counter[str] = Counter()
    lead_of: dict[int, Worker] = {}

    def suits(place: int, worker: Worker) -> bool:
        case = cases[place].case
        if case.licence and case.licence not in worker.licences:
            return False
        if not set(case.trainings_required) <= set(worker.trainings):
            return False
        full = (hard[worker.id] + 1) * 1000 > figures.one("severe_held") * worker.fte
        if tiers[place] >= severest:
            full |= (hardest[worker.id] + 1) * 1000 > figures.one("severest_held") * worker.fte
        return tiers[place] < severe or not (worker.first_year or full)

    def asks(place: int) -> bool:
        case = cases[place].case
        return bool(case.licence or case.trainings_required)

    first = [p for p in range(len(cases)) if tiers[p] >= severe]
    second = [p for p in range(len(cases)) if tiers[p] < severe and asks(p)]
    third = [p for p in range(len(cases)) if tiers[p] < severe and not asks(p)]
    for round_of_cases in (first, second, third):
        waiting, passed = chance.shuffled(places), []
        for place in round_of_cases:
            while waiting and not suits(place, waiting[-1]):
                passed.append(waiting.pop())
            lead_of[place] = (waiting or passed).pop()
            hard[lead_of[place].id] += tiers[place] >= severe
            hardest[lead_of[place].id] += tiers[place] >= severest
        places = waiting + passed
    return [lead_of[place] for place in range(len(cases))]


def _fitted(case: Case, lead: Worker, office: str) -> Case:
    skills = tuple(skill for skill in case.skills_required if skill in lead.skills)
    spoken = case.language in lead.languages
    changes = {
        "office": office,
        "skills_required": skills,
        "trainings_required": tuple(t for t in case.trainings_required if t in lead.trainings),
        "interpreter": case.interpreter or not spoken,
    }
    return case.model_copy(update=changes)


def _since(case: Case, lead: Worker, today: date, chance: Chance) -> date:
    allocated = case.received + timedelta(days=chance.whole(0, _ALLOCATED_WITHIN))
    came = started(lead, today)
    if allocated >= came:
        return min(allocated, today)
    return came + timedelta(days=chance.whole(0, min(30, (today - came).days)))
