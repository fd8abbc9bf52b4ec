"""Which charts a page has, in which order, and what is said above each."""

from collections.abc import Iterator, Sequence

from planner.present.report.carried import carried
from planner.present.report.fan import fan
from planner.present.report.forest import forest
from planner.present.report.material import Material, Series
from planner.present.report.svg import panels
from planner.present.report.tornado import tornado
from planner.present.report.words import HEADLINES
from planner.present.simulation import AS_IT_IS

_COMPARED = (
    "weeks_over_budget",
    "weeks_over_action_level",
    "harm_per_worker",
    "waiting_days",
    "coverage",
    "burden_gini",
)
_POINT = "A point is the mean over the runs, the bar its interval. Scales need not begin at zero."
_AS_IT_IS = " “As it is now” is the agency without the changes, under the leading policy."
_DOSE = "Dose of the week in % of each worker's own budget: the middle worker, and eight workers in ten."
_WAITING = "Cases that nobody has taken at the end of the week: the middle run, and eight runs in ten."
_SEVERE = "Of those, the severe ones (tiers 4 and 5): the middle run, and eight runs in ten."
_CARRIED = "Workers in the order of what they carried, under each way of giving out cases."
_ENDS = (
    "Each number alone is put to its low and to its high value, in the same luck. Numbers that move a"
    " measure by no more than chance are left out of its chart."
)


def figures(material: Material) -> Iterator[tuple[str, str, str]]:
    """Yield each chart's heading, drawing and what is said above it; the drawing may be empty."""
    answer = material.answer
    order = [one.name for one in answer.policies]
    alone = len(order) == 1
    note = _POINT + (_AS_IT_IS if AS_IT_IS in order else "")
    heading = "What comes out" if alone else "How the ways of giving out cases compare"
    yield heading, forest("compared", answer.policies, _COMPARED), note
    for place, title, unit, series in (
        ("dose", "Dose by week", _DOSE, material.dose),
        ("waiting", "Waiting by week", _WAITING, material.waiting),
        ("severe", "Severe cases waiting by week", _SEVERE, _severe(material)),
    ):
        yield title, fan(place, title, unit, series, order), unit
    yield "Who carries what", carried("shares", "Who carries what", material.shares, order), _CARRIED
    yield "What it hangs on", _tornadoes(material), _ENDS


def _severe(material: Material) -> Sequence[Series]:
    """Return how many severe cases wait; nothing where none came in."""
    means = (one.measures.get("severe_waiting_days") for one in material.answer.policies)
    came = any(mean is not None and mean.mean is not None for mean in means)
    return material.severe_waiting if came else ()


def _tornadoes(material: Material) -> str:
    found = material.answer.sensitivity
    if found is None:
        return ""
    drawn = (tornado(f"hangs-{name}", found, name) for name in HEADLINES)
    return panels(*(one for one in drawn if one))
