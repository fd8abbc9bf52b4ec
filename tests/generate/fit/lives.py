"""How long cases stay open on average by an agency's figures."""

from planner.generate.figures import Figures

WEEKS_A_MONTH = 365 / 84


def life_weeks(figures: Figures) -> float:
    """Return the mean weeks from a case's first day to its last."""
    least, most = figures.several("assessment_weeks")
    bounds, ends = (0, *figures.several("plan_bounds")), figures.several("plan_ends")
    months = sum(n * (bounds[place] + bounds[place + 1]) / 2000 for place, n in enumerate(ends))
    after = months * WEEKS_A_MONTH * figures.one("life_scale") / 1000
    return (least + most) / 2 + figures.one("goes_on") / 1000 * after
