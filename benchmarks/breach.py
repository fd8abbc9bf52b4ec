"""How often is a dose budget really exceeded where doses are uncertain, and what does a margin cost?

The advocacy centre with budgets so low that they bind, a nominal budget beside one to be kept in 95 of
100 worker-weeks, in the same luck. True rates stray from their estimates; then all are three tenths
above or below them. `python -m benchmarks.breach [years] [years with a bias]` prints a table.
"""

import sys
from pathlib import Path
from time import process_time

from benchmarks.machine import measured
from planner.intake import read_agency
from planner.simulate.arms import Arm, Asked, arms_of
from planner.simulate.changes import ParameterValues, PolicySettings
from planner.simulate.question import Question
from planner.simulate.statistics import Mean, interval

FOLDER = Path(__file__).parents[1] / "scenarios" / "advocacy-centre"
BUDGET, RATE, WEEKS, KEPT = 15_000, 400, 300, 950
YEARS, BIASED_YEARS = 200, 40
BIASES = {"as estimated": 0, "30 % above": 300, "30 % below": -300}
MARGIN = {"budget_kept": KEPT, "rate_spread": RATE, "weeks_spread": WEEKS}
STATED = 1 - KEPT / 1000
MEASURES = ("share_over_budget", "coverage", "waiting_days", "harm_per_worker")


def compared(bias: int) -> Asked:
    """Return a year under both budgets, with every true rate so far from its estimate."""
    agency = read_agency(FOLDER).public()
    question = Question(question="How often is the budget exceeded?", base=str(FOLDER)).on_top(
        PolicySettings(set={"unit_budget": BUDGET}),
        ParameterValues(set={"rate_sd": RATE, "stretch_sd": WEEKS, "rate_bias": bias}),
    )
    sure = question.on_top(PolicySettings(set=MARGIN))
    arms: tuple[Arm, ...] = arms_of({"nominal": "caseload"}, agency, question)
    arms += arms_of({"with a margin": "caseload"}, agency, sure)
    return Asked(question, arms, "nominal")


def main() -> None:
    """Print what each budget comes to, by how right the estimates are."""
    given = [int(one) for one in sys.argv[1:]]
    years, biased = (given + [YEARS, BIASED_YEARS][len(given) :])[:2]
    begin = process_time()
    heads = ("true rates, on average", "years", "budget", "worker-weeks over it", "years within 5 %")
    print(f"| {' | '.join((*heads, 'taken on', 'waiting'))} |")
    print("|---|---|---|---|---|---|---|")
    for name, bias in BIASES.items():
        runs = biased if bias else years
        what = compared(bias)
        found = [what(number) for number in range(runs)]
        for arm in found[0] if found else ():
            values = {m: [one[arm].measures[m] for one in found] for m in MEASURES}
            over = values["share_over_budget"]
            within = sum(share <= STATED for share in over) / runs
            print(
                f"| {name} | {runs} | {arm} | {_percent(interval(over))} | {within:.0%} |"
                f" {_percent(interval(values['coverage']))} |"
                f" {interval(values['waiting_days']).mean:.1f} days |",
                flush=True,
            )
    print(f"\n{process_time() - begin:,.0f} seconds of processor")


def _percent(mean: Mean) -> str:
    half = mean.half
    return f"{100 * (mean.mean or 0):.2f} %" + ("" if half is None else f" ± {100 * half:.2f}")


if __name__ == "__main__":
    with measured():
        main()
