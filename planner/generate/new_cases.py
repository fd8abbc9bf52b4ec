"""What comes in during one week: as many cases a post as published, less those not assessed.

In a steady state as many cases come in as are closed; `life_scale` makes the published durations
agree with that.
"""

from collections.abc import Sequence
from datetime import timedelta

from planner.domain import FACTS, Case, Fact, Kind, Rubric, Safety, Worker
from planner.generate.chance import Chance
from planner.generate.course import draw_work, whole_course
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.kinds import draw_new_kind, response_days, urgency
from planner.generate.mix import draw_episode
from planner.generate.needs import COURT_WORK, draw_needs
from planner.generate.referral import draw_referral
from planner.generate.roster import Roster
from planner.generate.shifts import posts_for_cases
from planner.units import DAYS_PER_WEEK

_A_POST = 1000 * 1_000_000  # thousandths of posts, millionths of cases
_COURT_LIKELY = frozenset({"physical-abuse", "sexual-abuse", "trafficking"})


def arrivals(workers: Sequence[Worker], figures: Figures) -> int:
    """Return the new cases of a week for as many posts, and those of an unusual week."""
    posts = posts_for_cases(workers, figures)
    usual = (figures.one("arrivals") * posts + _A_POST // 2) // _A_POST
    return usual + figures.one("unusual_week")


def draw_new_cases(count: int, roster: Roster, design: Design, chance: Chance) -> list[Case]:
    """Return the cases of one week, each by itself; families are joined afterwards."""
    on_call = design.figures.one("on_call_cases")
    return [
        _draw(f"n-{number:04d}", number <= on_call, roster, design, chance)
        for number in range(1, count + 1)
    ]


def _draw(id: str, on_call: bool, roster: Roster, design: Design, chance: Chance) -> Case:
    figures, today = design.figures, design.today
    episode = draw_episode(design.draw_factors(figures, chance), figures, chance)
    kind = draw_new_kind(episode, design, chance)
    kind = Kind.IMMEDIATE_RESPONSE if on_call else kind
    needs = draw_needs(episode, kind, design, chance)
    work = draw_work(kind, episode.rubric.graphic_material is Fact.YES, figures, chance)
    days_ago = chance.whole(0, DAYS_PER_WEEK - 1)
    received = today - timedelta(days=min(days_ago, response_days(kind, figures)))
    yes, unknown = figures.several("threat")
    threat = chance.weighted((yes, unknown, 1000 - yes - unknown))
    wishes = list(figures.each("offer-"))
    wished, wish = chance.yes(figures.one("client_wants")), chance.pick(wishes)
    court = bool(episode.types & _COURT_LIKELY)
    returning = _earlier_worker(roster.workers, figures, chance)
    refused = chance.yes(figures.one("client_refuses"))
    return Case(
        id=id,
        office=chance.pick(roster.offices),
        kind=kind,
        referral_type=draw_referral(figures, chance),
        received=received,
        response_deadline=received + timedelta(days=response_days(kind, figures)),
        urgency=urgency(kind, episode),
        rubric=_partly_known(episode.rubric, figures, chance),
        stages=whole_course(work, chance.yes(figures.one("goes_on")), figures, chance),
        language=needs.language,
        interpreter=needs.interpreter,
        skills_required=needs.skills,
        skills_preferred=(COURT_WORK,) if court else (),
        trainings_required=needs.trainings,
        licence=needs.licence,
        client_wants=(wish,) if wished else (),
        client_refuses=(returning,) if returning and refused else (),
        earlier_worker=returning,
        two_workers=chance.yes(figures.one("two_workers")),
        threat_to_worker=(Fact.YES, Fact.UNKNOWN, Fact.NO)[threat],
        safety_assessment=(
            Safety.DONE if chance.yes(figures.one("safety_assessed")) else Safety.MISSING
        ),
    )


def _earlier_worker(workers: Sequence[Worker], figures: Figures, chance: Chance) -> str | None:
    again = 1000 * figures.one("referred_again") // figures.one("referrals")
    known = chance.yes(again) and chance.yes(figures.one("earlier_worker_there"))
    worker = chance.pick(workers)
    return worker.id if known and not worker.first_year else None


def _partly_known(rubric: Rubric, figures: Figures, chance: Chance) -> Rubric:
    unknown = {
        fact: Fact.UNKNOWN
        for fact, share in zip(FACTS, figures.several("unknown"), strict=True)
        if chance.yes(share)
    }
    return rubric.model_copy(update=unknown)
