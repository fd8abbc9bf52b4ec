"""Which workers of an invented authority have a limit of their own, or take less for now.

Nobody's limits are real. Each is one fact of the rubric, without a reason.
"""

from collections.abc import Sequence
from datetime import timedelta

from planner.domain import FACTS, PrivateProfile, Step, Worker
from planner.generate.chance import Chance
from planner.generate.design import Design


def draw_limits(workers: Sequence[Worker], design: Design, chance: Chance) -> tuple[PrivateProfile, ...]:
    """Return the private profiles, sorted by worker."""
    figures = design.figures
    ids = [worker.id for worker in workers]
    limited = set(chance.quota(ids, figures.one("own_limit")))
    lighter = chance.quota(ids, figures.one("lighter"))
    resting = chance.quota(ids, figures.one("rest"))
    steps = dict.fromkeys(lighter, Step.LIGHTER) | dict.fromkeys(resting, Step.REST)
    profiles = []
    for worker in ids:
        if worker in limited or worker in steps:
            fact = FACTS[chance.weighted(figures.several("limit_facts"))]
            weeks = chance.whole(*figures.several("until_weeks"))
            ends = chance.whole(1, 3) > 1
            profile = PrivateProfile(
                worker=worker,
                limits=(fact,) if worker in limited else (),
                step=steps.get(worker, Step.USUAL),
                until=design.today + timedelta(weeks=weeks) if ends else None,
            )
            profiles.append(profile)
    return tuple(profiles)
