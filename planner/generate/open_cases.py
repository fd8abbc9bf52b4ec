"""What open cases an invented authority has, before anybody is said to hold them.

The caseload stands in a steady state: as many cases are in assessment as arrivals and its length
demand, and behind and ahead of a case lie as many weeks as the published ages of plans say.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

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
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.kinds import response_days, urgency
from planner.generate.mix import draw_episode
from planner.generate.needs import COURT_WORK, draw_needs
from planner.generate.referral import draw_referral
from planner.units import DAYS_PER_WEEK

_COURT_WITHIN = 8  # weeks
_TO_BE_SET = "office"

_Stages: TypeAlias = tuple[tuple[Stage, ...], tuple[Stage, ...]]  # behind and ahead


@dataclass(frozen=True)
class OpenCase:
    """An open case and the stages behind it, the latest first."""

    case: Case
    behind: tuple[Stage, ...]


def draw_open_cases(count: int, design: Design, chance: Chance) -> list[OpenCase]:
    """Return open cases; the office is set when they are handed out."""
    drawn = [_draw(f"c-{number:05d}", design, chance) for number in range(1, count + 1)]
    families = chance.quota(range(count), design.figures.one("open_families"))
    for number, place in enumerate(families, 1):
        changes = {"group": f"g-{number:03d}", "group_rule": GroupRule.PREFERRED}
        drawn[place] = OpenCase(drawn[place].case.model_copy(update=changes), drawn[place].behind)
    return drawn


def _draw(id: str, design: Design, chance: Chance) -> OpenCase:
    figures, today = design.figures, design.today
    episode = draw_episode(design.draw_factors(figures, chance), figures, chance)
    first_kind = design.draw_kind(episode, figures, chance)
    work = draw_work(first_kind, episode.rubric.graphic_material is Fact.YES, figures, chance)
    assessed = not chance.yes(figures.one("in_assessment"))
    behind, ahead = (_assessed if assessed else _at_first)(work, figures, chance)
    weeks = sum(stage.weeks for stage in behind)
    received = today - timedelta(days=DAYS_PER_WEEK * weeks + chance.whole(0, DAYS_PER_WEEK - 1))
    kind = design.lasting if assessed else first_kind
    needs = draw_needs(episode, kind, design, chance)
    in_court = assessed and chance.yes(figures.one("court_date"))
    court_date = today + timedelta(days=chance.whole(1, DAYS_PER_WEEK * _COURT_WITHIN))
    case = Case(
        id=id,
        office=_TO_BE_SET,
        kind=kind,
        referral_type=draw_referral(figures, chance),
        received=received,
        response_deadline=received + timedelta(days=response_days(first_kind, figures)),
        urgency=urgency(kind, episode),
        rubric=episode.rubric,
        stages=ahead,
        language=needs.language,
        interpreter=needs.interpreter,
        skills_required=needs.skills,
        skills_preferred=(COURT_WORK,) if in_court else (),
        trainings_required=needs.trainings,
        licence=needs.licence,
        safety_assessment=Safety.DONE,
        court_dates=(court_date,) if in_court else (),
    )
    return OpenCase(case, behind)


def _at_first(work: Work, figures: Figures, chance: Chance) -> _Stages:
    if work.kind is Kind.FORENSIC_INTERVIEW:
        weeks = figures.one("interview_weeks")
        behind = chance.whole(0, weeks - 1)
        return _split(Step.INTERVIEW, behind, weeks - behind, work, figures)
    behind, ahead = assessment_in_stock(figures, chance)
    lasts = chance.yes(figures.one("goes_on"))
    after = after_assessment(weeks_after(figures, chance), work, figures) if lasts else ()
    past, now = _split(Step.ASSESSMENT, behind, ahead, work, figures)
    return past, (*now, *after)


def _split(step: Step, behind: int, ahead: int, work: Work, figures: Figures) -> _Stages:
    past = (stage(step, behind, work, figures),) if behind else ()
    return past, (stage(step, ahead, work, figures),)


def _assessed(work: Work, figures: Figures, chance: Chance) -> _Stages:
    assessed = stage(Step.ASSESSMENT, sum(assessment_in_stock(figures, chance)), work, figures)
    behind = weeks_in_stock(figures, chance)
    past = (stage(Step.ONGOING, behind, work, figures), assessed) if behind else (assessed,)
    return past, after_assessment(weeks_in_stock(figures, chance) + 1, work, figures)
