"""How many cases come in and how long they stay: what makes the open cases as many as published.

Little's law, with everything for one full-time post:

open cases = arrivals x (weeks of assessment + share that goes on x weeks after the assessment)
"""

from dataclasses import dataclass
from decimal import Decimal

from planner.generate.figures import Figures
from planner.generate.fit.durations import mean_weeks
from planner.generate.fit.units import MILLION, THOUSAND
from planner.published import Fitted
from planner.published.fitted import derived
from planner.units import whole

MEANING = {
    "arrivals": "new cases that are assessed",
    "goes_on": "assessed cases that stay open",
    "life_scale": "how long a case stays open after its assessment",
    "in_assessment": "open cases that are being assessed",
}
_TENTHS = 10


@dataclass(frozen=True)
class Flow:
    """The flow of cases of one full-time post: cases a week, a share, weeks."""

    arrivals: Decimal
    goes_on: Decimal
    assessment: Decimal
    after: Decimal

    @property
    def life(self) -> Decimal:
        """How long a case stays open on average, in weeks."""
        return self.assessment + self.goes_on * self.after


def usual_flow(base: Figures, plan_weeks: Decimal) -> Flow:
    """Return the flow of a base, where plans last so many weeks."""
    return Flow(
        arrivals=Decimal(base.one("arrivals")) / MILLION,
        goes_on=Decimal(base.one("goes_on")) / THOUSAND,
        assessment=assessment_weeks(base),
        after=plan_weeks * base.one("life_scale") / THOUSAND,
    )


def assessment_weeks(figures: Figures) -> Decimal:
    """Return the mean length of an assessment."""
    least, most = figures.several("assessment_weeks")
    return Decimal(least + most) / 2


def plan_weeks(figures: Figures) -> Decimal:
    """Return the mean duration of protection plans, in weeks."""
    return mean_weeks(figures.several("plan_ends"), figures.several("plan_bounds"))


def by_littles_law(base: Figures, own: Figures, why: str) -> list[Fitted]:
    """Return the arrivals that keep a place's open cases, with the base's share that goes on.

    How long cases stay follows the place's own plans. Where neither its open cases nor its plans
    differ from the base's, this is the base.

    arrivals = the base's x own open cases / the base's x the base's life / own life
    """
    usual, flow = usual_flow(base, plan_weeks(base)), usual_flow(base, plan_weeks(own))
    open_cases, before = own.one("caseload_per_fte"), base.one("caseload_per_fte")
    names = ("arrivals", "in_assessment")
    if open_cases == before and flow.life == usual.life:
        return [Fitted(name, base.entries[name], why) for name in MEANING]
    arrivals = usual.arrivals * open_cases / before * usual.life / flow.life
    said = f"Little's law: {_cases(own)} open cases for a post that stay {flow.life:.1f} weeks; {why}"
    values = whole(arrivals, MILLION), _in_assessment(arrivals, flow.assessment, own)
    found = [
        Fitted(name, derived(base.entries[name], value, said, MEANING[name]))
        for name, value in zip(names, values, strict=True)
    ]
    return found + [Fitted(name, base.entries[name], why) for name in MEANING if name not in names]


def as_published(base: Figures, own: Figures, flow: Flow, source: str) -> list[Fitted]:
    """Return a flow that is read off published figures; `source` says which."""
    weekly, plans = f"{flow.arrivals:.3f} a week", plan_weeks(own)
    values = {
        "arrivals": (whole(flow.arrivals, MILLION), source),
        "goes_on": (whole(flow.goes_on, THOUSAND), source),
        "life_scale": (
            whole(flow.after / plans, THOUSAND),
            f"{_cases(own)} open cases for a post / {weekly} = {flow.life:.1f} weeks;"
            f" {flow.after:.1f} after the assessment where a case goes on, plans last {plans:.1f}",
        ),
        "in_assessment": (
            _in_assessment(flow.arrivals, flow.assessment, own),
            f"{weekly} x {flow.assessment:.1f} weeks / {_cases(own)} open cases for a post",
        ),
    }
    return [
        Fitted(name, derived(base.entries[name], *values[name], meaning))
        for name, meaning in MEANING.items()
    ]


def _in_assessment(arrivals: Decimal, weeks: Decimal, own: Figures) -> int:
    return min(THOUSAND, whole(arrivals * weeks / _open(own), THOUSAND))


def _open(own: Figures) -> Decimal:
    return Decimal(own.one("caseload_per_fte")) / _TENTHS


def _cases(own: Figures) -> str:
    return f"{_open(own):.1f}"
