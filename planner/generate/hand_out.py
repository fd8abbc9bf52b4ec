"""Who holds which open case: so many for each worker, dealt at random among those it suits.

Nobody in the first year leads a severe case, a case that asks for a licence goes to somebody who
has it, and nobody has more than a few severe cases; where nobody is left for that, anybody
may have it. What else a case asks for, the worker who holds it is taken to have.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Assignment, Case, Hold, Team, Worker
from planner.dose.case_dose import tier, weights
from planner.generate.chance import Chance, shared_out
from planner.generate.figures import figure, several
from planner.generate.open_cases import OpenCase
from planner.generate.referral import referral_types
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


def open_count(workers: Sequence[Worker]) -> int:
    """Return how many open cases there are: caseload x full-time posts, to the nearest."""
    return (figure("caseload_per_fte") * sum(worker.fte for worker in workers) + 5000) // 10_000


def caseloads(workers: Sequence[Worker], chance: Chance) -> list[int]:
    """Return how many open cases each worker holds.

    In proportion to the post, to the quarter a newcomer is in, and to chance; newcomers hold fewer,
    so that the others hold more than the average.
    """
    spread = figure("caseload_spread")
    posts = [worker.fte * _full(worker) * chance.around(spread) for worker in workers]
    return shared_out(open_count(workers), posts)


def newcomer(worker: Worker) -> bool:
    """Return whether the worker's caseload is still growing."""
    quarter = worker.months_in_post // _MONTHS_PER_QUARTER
    growing = quarter < len(several("caseload_ramp")) - 1
    return growing and worker.months_in_field < figure("newcomer_months")


def _full(worker: Worker) -> Thousandths:
    quarters = several("caseload_ramp")
    quarter = worker.months_in_post // _MONTHS_PER_QUARTER
    return quarters[quarter] if newcomer(worker) else quarters[-1]


def hand_out(
    cases: Sequence[OpenCase],
    teams: Sequence[Team],
    workers: Sequence[Worker],
    today: date,
    chance: Chance,
) -> list[Held]:
    """Return every open case with the worker who holds it, in the order of the cases."""
    types = {r.id: r for r in referral_types()}
    tiers = [tier(one.case, types[one.case.referral_type]) for one in cases]
    leads = _leads(cases, tiers, workers, chance)
    office = {team.id: team.office for team in teams}
    held = []
    for one, case_tier, lead in zip(cases, tiers, leads, strict=True):
        case = _fitted(one.case, lead, office[lead.team])
        helpers = [w for w in workers if w.team == lead.team and w != lead and not w.first_year]
        severest = case_tier >= weights().severest_tier
        support = helpers and severest and chance.yes(figure("supported"))
        assignment = Assignment(
            case=case.id,
            worker=lead.id,
            support=chance.pick(helpers).id if support else None,
            since=_since(case, lead, today, chance),
            hold=Hold.MOVABLE if chance.yes(figure("movable")) else Hold.KEPT,
        )
        held.append(Held(OpenCase(case, one.behind), case_tier, assignment))
    return held


def _leads(
    cases: Sequence[OpenCase], tiers: Sequence[int], workers: Sequence[Worker], chance: Chance
) -> list[Worker]:
    severe = weights().severe_tier
    places = [w for w, n in zip(workers, caseloads(workers, chance), strict=True) for _ in range(n)]
    hardest: Counter[str] = Counter()
    lead_of: dict[int, Worker] = {}

    def suits(place: int, worker: Worker) -> bool:
        licence = cases[place].case.licence
        if licence and licence not in worker.licences:
            return False
        full = (hardest[worker.id] + 1) * 1000 > figure("severe_held") * worker.fte
        return tiers[place] < severe or not (worker.first_year or full)

    first = [p for p in range(len(cases)) if tiers[p] >= severe]
    second = [p for p in range(len(cases)) if tiers[p] < severe and cases[p].case.licence]
    third = [p for p in range(len(cases)) if tiers[p] < severe and not cases[p].case.licence]
    for round_of_cases in (first, second, third):
        waiting, passed = chance.shuffled(places), []
        for place in round_of_cases:
            while waiting and not suits(place, waiting[-1]):
                passed.append(waiting.pop())
            lead_of[place] = (waiting or passed).pop()
            hardest[lead_of[place].id] += tiers[place] >= severe
        places = waiting + passed
    return [lead_of[place] for place in range(len(cases))]


def _fitted(case: Case, lead: Worker, office: str) -> Case:
    skills = tuple(skill for skill in case.skills_required if skill in lead.skills)
    spoken = case.language in lead.languages
    changes = {
        "office": office,
        "skills_required": skills,
        "interpreter": case.interpreter or not spoken,
    }
    return case.model_copy(update=changes)


def _since(case: Case, lead: Worker, today: date, chance: Chance) -> date:
    allocated = case.received + timedelta(days=chance.whole(0, _ALLOCATED_WITHIN))
    came = started(lead, today)
    if allocated >= came:
        return min(allocated, today)
    return came + timedelta(days=chance.whole(0, min(30, (today - came).days)))
