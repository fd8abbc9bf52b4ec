"""How a case runs: its stages, their weeks, and the work of each."""

from dataclasses import dataclass
from enum import IntEnum

from planner.domain import Kind, Mode, Stage
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.units import WEEKS_PER_MONTH, Minutes, Thousandths

GRAIN = 3  # minutes; work is told in twentieths of an hour
MOST_WEEKS = 156  # of a stage, as the format allows
_WEEKS_PER_MONTH = float(WEEKS_PER_MONTH)


class Step(IntEnum):
    """The stages of a case, in the order of the lists of figures; only some agencies interview."""

    RESPONSE = 0
    ASSESSMENT = 1
    ONGOING = 2
    CLOSING = 3
    INTERVIEW = 4


@dataclass(frozen=True)
class Work:
    """What decides how much work a case is: kind, graphic material, and how much more or less."""

    kind: Kind
    graphic: bool
    intensity: Thousandths


def draw_work(kind: Kind, graphic: bool, figures: Figures, chance: Chance) -> Work:
    """Return the work of a case of a kind."""
    return Work(kind, graphic, chance.pick(figures.several("intensity")))


def stage(step: Step, weeks: int, work: Work, figures: Figures) -> Stage:
    """Return some weeks of a stage, at most three years: its exposure by mode, and all other work."""
    total = _grains(_full_minutes(step, work.kind, figures) * work.intensity, 1000)
    exposed = _grains(total * figures.several("exposed")[step], 1000)
    reading = _grains(exposed * figures.several("reading")[step], 1000)
    media = _grains(exposed * figures.several("media")[step], 1000) if work.graphic else 0
    parts = {Mode.READING: reading, Mode.LIVE: exposed - reading - media, Mode.MEDIA: media}
    return Stage(
        name=step.name.lower(),
        weeks=min(MOST_WEEKS, weeks),
        exposure=tuple((mode, minutes) for mode, minutes in parts.items() if minutes > 0),
        other=total - exposed,
    )


def whole_course(work: Work, goes_on: bool, figures: Figures, chance: Chance) -> tuple[Stage, ...]:
    """Return all stages of a case from its first day."""
    if work.kind is Kind.FORENSIC_INTERVIEW:
        return (stage(Step.INTERVIEW, figures.one("interview_weeks"), work, figures),)
    stages = []
    if work.kind is Kind.IMMEDIATE_RESPONSE:
        stages.append(stage(Step.RESPONSE, 1, work, figures))
    weeks = chance.whole(*figures.several("assessment_weeks"))
    stages.append(stage(Step.ASSESSMENT, weeks, work, figures))
    after = after_assessment(weeks_after(figures, chance), work, figures) if goes_on else ()
    return (*stages, *after)


def after_assessment(weeks: int, work: Work, figures: Figures) -> tuple[Stage, ...]:
    """Return the stages of the last weeks of a case, once it has been assessed."""
    closing = min(weeks, figures.one("closing_weeks"))
    last = (stage(Step.CLOSING, closing, work, figures),)
    ongoing = weeks - closing
    return (stage(Step.ONGOING, ongoing, work, figures), *last) if ongoing else last


def weeks_after(figures: Figures, chance: Chance) -> int:
    """Return how long a new case stays open after its assessment, in weeks."""
    return max(1, int(_weeks("plan_ends", figures, chance) + 0.5))


def weeks_in_stock(figures: Figures, chance: Chance) -> int:
    """Return the whole weeks since the assessment of an open case, or equally those it has left.

    In a steady state both have the published distribution of the ages of plans.
    """
    return int(_weeks("plan_ages", figures, chance))


def assessment_in_stock(figures: Figures, chance: Chance) -> tuple[int, int]:
    """Return the weeks behind and the weeks ahead of a case that is being assessed.

    Long assessments are met more often: each as often as it has weeks.
    """
    least, most = figures.several("assessment_weeks")
    weeks = least + chance.weighted(range(least, most + 1))
    behind = chance.whole(0, weeks - 1)
    return behind, weeks - behind


def _weeks(shares: str, figures: Figures, chance: Chance) -> float:
    bounds = (0, *figures.several("plan_bounds"))
    place = chance.weighted(figures.several(shares))
    months = bounds[place] + chance.part() * (bounds[place + 1] - bounds[place])
    return months * _WEEKS_PER_MONTH * figures.one("life_scale") / 1000


def _full_minutes(step: Step, kind: Kind, figures: Figures) -> Minutes:
    if step is Step.ASSESSMENT:
        lighter = kind in {Kind.ONGOING, Kind.ADVOCACY}
        return figures.one("assessment_minutes" if lighter else "investigation_minutes")
    return figures.one(f"{step.name.lower()}_minutes")


def _grains(amount: int, per_minute: int) -> Minutes:
    grain = GRAIN * per_minute
    return (amount + grain // 2) // grain * GRAIN
