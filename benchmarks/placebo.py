"""How often is dose refused where it does nothing, and found where it does something?"""

import sys
from collections import Counter
from math import sqrt

import numpy as np

from planner.domain import Setting
from planner.risk.card import sts_card
from planner.risk.placebo.made_up import dose_z_of, panel_of
from planner.risk.placebo.rules import needed, rule
from planner.risk.placebo.verdict import Decision, verdict

CORRELATIONS = (0.0, 0.12, 0.19)
PEOPLE = (30, 100, 200, 350, needed(), 1000)
PERIODS = (3, 6)
USUAL = rule("dose_of_the_person") / 1000
STEADY = ((0.8, 3), (0.95, 3), (0.8, 6), (0.95, 6))
PANELS, DRAWS = 200, 199
COLUMNS = (
    *("refused", Decision.WEIGHT.value, "shuffled worker", "random denominator", "reversed time"),
    *(Decision.KEEP.value, Decision.STOP.value),
)


def shares(people: int, periods: int, r: float, panels: int, own: float = USUAL) -> dict[str, float]:
    """Return the share of made-up panels that end in each decision, and that beat each placebo.

    `own`: how much of the variance of dose is a person's own in all periods.
    """
    found: Counter[str] = Counter()
    for seed in range(panels):
        rng = np.random.default_rng([seed, people, periods, round(1000 * r)])
        dose_z = dose_z_of((people, periods), own, rng)
        panel = panel_of(sts_card(), Setting.CHILD_WELFARE, dose_z, rng, r)
        answer = verdict(panel, seed, DRAWS)
        found[answer.decision] += 1
        found.update({placebo.name: placebo.beaten for placebo in answer.placebos})
    return {name: count / panels for name, count in found.items()}


def main() -> None:
    """Print what share of panels ends how, by true correlation, number of periods and of people."""
    panels = int(sys.argv[1]) if len(sys.argv) > 1 else PANELS
    print(
        f"{panels} made-up panels a line, {DRAWS} draws of each placebo;"
        f" {needed()} people give 80 % power at r = .12"
    )
    print(f"a share is sure to about +-{1.96 * sqrt(0.25 / panels):.1%} at most")
    heads = "periods  people  refused    found  shuffled   random  reversed    keeps    stops"
    print(f"true r  {heads}")
    for r in CORRELATIONS:
        for periods in PERIODS:
            for people in PEOPLE:
                figures = _figures(shares(people, periods, r, panels))
                print(f"{r:6.2f}  {periods:7}  {people:6}  {figures}", flush=True)
    print(f"\nTrue r = {CORRELATIONS[1]}, by how much of dose is the same in all periods of a person")
    print(f"   own  {heads}")
    for own, periods in STEADY:
        figures = _figures(shares(needed(), periods, CORRELATIONS[1], panels, own))
        print(f"{own:6.0%}  {periods:7}  {needed():6}  {figures}", flush=True)


def _figures(found: dict[str, float]) -> str:
    found = dict.fromkeys(COLUMNS, 0.0) | found | {"refused": 1 - found.get("weight", 0)}
    return "  ".join(f"{found[name]:7.1%}" for name in COLUMNS)


if __name__ == "__main__":
    main()
