"""What one rule says of one plan, by both its faces."""

from planner.domain import Agency, Plan
from planner.problem import measure
from planner.rule import Breach, Rule
from tests.rows import broken_by_rows


def told(rule: Rule, agency: Agency, plan: Plan | None = None) -> list[Breach]:
    """Return the breaches of a plan, by default the empty one, where the rows say the same."""
    problem, plan = measure(agency), plan or Plan()
    found = list(rule.breaches(problem, plan))
    assert {breach.rule for breach in found} == broken_by_rows(problem, [rule], plan)
    return found
