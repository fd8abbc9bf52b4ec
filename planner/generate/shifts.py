"""Who answers the hotline, where an agency has one: exposure of every week outside cases."""

from collections.abc import Iterable, Iterator, Sequence

from planner.domain import Mode, StandingExposure, Worker
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.units import Thousandths


def posts_for_cases(workers: Iterable[Worker], figures: Figures) -> Thousandths:
    """Return the full-time posts that are left for cases, beside shifts."""
    return sum(worker.fte * share_for_cases(worker, figures) // 1000 for worker in workers)


def share_for_cases(worker: Worker, figures: Figures) -> Thousandths:
    """Return the share of a full caseload that a worker holds beside shifts."""
    return figures.one("beside_shifts") if worker.standing_exposure else 1000


def with_shifts(workers: Sequence[Worker], figures: Figures, chance: Chance) -> Iterator[Worker]:
    """Yield the workers, a part of those past the first year with weekly shifts on the hotline."""
    share = figures.one("hotline_workers")
    able = [worker.id for worker in workers if not worker.first_year]
    answering = set(chance.quota(able, share)) if share else set()
    for worker in workers:
        if worker.id in answering:
            tier, minutes = figures.several("hotline_shift")
            shift = StandingExposure(tier=tier, mode=Mode.LIVE, minutes=minutes)
            yield worker.model_copy(update={"standing_exposure": (shift,)})
        else:
            yield worker
