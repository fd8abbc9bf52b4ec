"""What open cases an invented authority has, before anybody is said to hold them.

The caseload stands in a steady state: as many cases are in assessment as arrivals and its length
demand, and behind and ahead of a case lie as many weeks as the published ages of plans say.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Case, Fact, GroupRule, Kind, Safety, Stage
from planner.generate.chance import Chance
from planner.generate.course import (
    Step,
    Work,
    after_assessment,
    assessment_in_stock,
    draw_work,
    stage,
    weeks_after,
    weeks_in_stock,
)
from planner.generate.figures import figure
from planner.generate.kinds import draw_kind, response_days, urgency
from planner.generate.mix import draw_episode
from planner.generate.needs import COURT_WORK, draw_needs
from planner.generate.referral import draw_referral
from planner.units import DAYS_PER_WEEK

_COURT_WITHIN = 8  # weeks
_TO_BE_SET = "office"


@dataclass(frozen=True)
class OpenCase:
    """An open case and the stages behind it, the latest first."""

    case: Case
    behind: tuple[Stage, ...]


def draw_open_cases(count: int, today: date, chance: Chance) -> list[OpenCase]:
    """Return open cases; the office is set when they are handed out."""
    drawn = [_draw(f"c-{number:05d}", today, chance) for number in range(1, count + 1)]
    families = chance.quota(range(count), figure("open_families"))
    for number, place in enumerate(families, 1):
        changes = {"group": f"g-{number:03d}", "group_rule": GroupRule.PREFERRED}
        drawn[place] = OpenCase(drawn[place].case.model_copy(update=changes), drawn[place].behind)
    return drawn


def _draw(id: str, today: date, chance: Chance) -> OpenCase:
    episode = draw_episode(chance)
    first_kind = draw_kind(episode, chance)
    work = draw_work(first_kind, episode.rubric.graphic_material is Fact.YES, chance)
    assessed = not chance.yes(figure("in_assessment"))
    behind, ahead = (_assessed if assessed else _in_assessment)(work, chance)
    weeks = sum(stage.weeks for stage in behind)
    received = today - timedelta(days=DAYS_PER_WEEK * weeks + chance.whole(0, DAYS_PER_WEEK - 1))
    kind = Kind.ONGOING if assessed else first_kind
    needs = draw_needs(episode, kind, chance)
    in_court = assessed and chance.yes(figure("court_date"))
    court_date = today + timedelta(days=chance.whole(1, DAYS_PER_WEEK * _COURT_WITHIN))
    case = Case(
        id=id,
        office=_TO_BE_SET,
        kind=kind,
        referral_type=draw_referral(chance),
        received=received,
        response_deadline=received + timedelta(days=response_days(first_kind)),
        urgency=urgency(kind, episode),
        rubric=episode.rubric,
        stages=ahead,
        language=needs.language,
        interpreter=needs.interpreter,
        skills_required=needs.skills,
        skills_preferred=(COURT_WORK,) if in_court else (),
        licence=needs.licence,
        safety_assessment=Safety.DONE,
        court_dates=(court_date,) if in_court else (),
    )
    return OpenCase(case, behind)


def _in_assessment(work: Work, chance: Chance) -> tuple[tuple[Stage, ...], tuple[Stage, ...]]:
    behind, ahead = assessment_in_stock(chance)
    after = after_assessment(weeks_after(chance), work) if chance.yes(figure("goes_on")) else ()
    past = (stage(Step.ASSESSMENT, behind, work),) if behind else ()
    return past, (stage(Step.ASSESSMENT, ahead, work), *after)


def _assessed(work: Work, chance: Chance) -> tuple[tuple[Stage, ...], tuple[Stage, ...]]:
    assessed = stage(Step.ASSESSMENT, sum(assessment_in_stock(chance)), work)
    behind = weeks_in_stock(chance)
    past = (stage(Step.ONGOING, behind, work), assessed) if behind else (assessed,)
    return past, after_assessment(weeks_in_stock(chance) + 1, work)
