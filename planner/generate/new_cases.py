"""What comes in during one week: as many cases a post as published, less those not assessed.

In a steady state as many cases come in as are closed; `life_scale` makes the published durations
agree with that.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain import FACTS, Case, Fact, Rubric, Safety, Worker
from planner.generate.chance import Chance
from planner.generate.course import draw_work, whole_course
from planner.generate.figures import each, figure, several
from planner.generate.kinds import draw_new_kind, response_days, urgency
from planner.generate.mix import draw_episode
from planner.generate.needs import COURT_WORK, draw_needs
from planner.generate.referral import draw_referral
from planner.units import DAYS_PER_WEEK

_WEEKS_PER_YEAR = 52
_COURT_LIKELY = frozenset({"physical-abuse", "sexual-abuse", "trafficking"})


def arrivals(workers: Sequence[Worker]) -> int:
    """Return the new cases of a week: (referrals - no further action) / 52, for as many posts."""
    assessed = figure("referrals") - figure("no_further_action")
    posts = sum(worker.fte for worker in workers)
    whole = _WEEKS_PER_YEAR * figure("case_holders") * 1000
    return (assessed * posts + whole // 2) // whole


def draw_new_cases(
    count: int, offices: Sequence[str], workers: Sequence[Worker], today: date, chance: Chance
) -> list[Case]:
    """Return the cases of one week, each by itself; families are joined afterwards."""
    return [_draw(f"n-{number:04d}", offices, workers, today, chance) for number in range(1, count + 1)]


def _draw(
    id: str, offices: Sequence[str], workers: Sequence[Worker], today: date, chance: Chance
) -> Case:
    episode = draw_episode(chance)
    kind = draw_new_kind(episode, chance)
    needs = draw_needs(episode, kind, chance)
    work = draw_work(kind, episode.rubric.graphic_material is Fact.YES, chance)
    days_ago = chance.whole(0, DAYS_PER_WEEK - 1)
    received = today - timedelta(days=min(days_ago, response_days(kind)))
    yes, unknown = several("threat")
    threat = chance.weighted((yes, unknown, 1000 - yes - unknown))
    wishes = list(each("offer-"))
    wished, wish = chance.yes(figure("client_wants")), chance.pick(wishes)
    court = bool(episode.types & _COURT_LIKELY)
    returning = _earlier_worker(workers, chance)
    refused = chance.yes(figure("client_refuses"))
    return Case(
        id=id,
        office=chance.pick(offices),
        kind=kind,
        referral_type=draw_referral(chance),
        received=received,
        response_deadline=received + timedelta(days=response_days(kind)),
        urgency=urgency(kind, episode),
        rubric=_partly_known(episode.rubric, chance),
        stages=whole_course(work, chance.yes(figure("goes_on")), chance),
        language=needs.language,
        interpreter=needs.interpreter,
        skills_required=needs.skills,
        skills_preferred=(COURT_WORK,) if court else (),
        licence=needs.licence,
        client_wants=(wish,) if wished else (),
        client_refuses=(returning,) if returning and refused else (),
        earlier_worker=returning,
        two_workers=chance.yes(figure("two_workers")),
        threat_to_worker=(Fact.YES, Fact.UNKNOWN, Fact.NO)[threat],
        safety_assessment=(Safety.DONE if chance.yes(figure("safety_assessed")) else Safety.MISSING),
    )


def _earlier_worker(workers: Sequence[Worker], chance: Chance) -> str | None:
    again = 1000 * figure("referred_again") // figure("referrals")
    known = chance.yes(again) and chance.yes(figure("earlier_worker_there"))
    worker = chance.pick(workers)
    return worker.id if known and not worker.first_year else None


def _partly_known(rubric: Rubric, chance: Chance) -> Rubric:
    unknown = {
        fact: Fact.UNKNOWN
        for fact, share in zip(FACTS, several("unknown"), strict=True)
        if chance.yes(share)
    }
    return rubric.model_copy(update=unknown)
