"""Claims of the whole agency: that no plan exists, and how much better another could be."""

from collections.abc import Sequence

from planner.certify import certify
from planner.claims import Impossible, Optimal
from planner.program import build
from planner.rule import Rule
from planner.rules import RULES
from planner.verify.engine import Ending, choose_arcs
from planner.verify.finding import Undecided, Untrue, hold
from planner.verify.rows import rows_of
from planner.verify.side import OnSide


def impossible(claim: Impossible, on: OnSide, seconds: float) -> None:
    """Judge that some rules cannot hold together, and could without any one of them."""
    known = {rule.name: rule for rule in RULES}
    unknown = [name for name in claim.rules if name not in known]
    hold(not unknown, f"There is no rule {unknown[0]}." if unknown else "")
    count = len(set(claim.rules))
    hold(count == len(claim.rules) > 0, "No rule is named, or one twice.")
    hold(claim.value == count, f"{count} rules are named, not {claim.value}.")
    must = sorted(case.id for case in on.side.problem.cases if case.must_assign)
    hold(must == sorted(claim.must_assign), "The cases that must be assigned are others.")
    rules = [known[name] for name in claim.rules]
    hold(not _possible(on, rules, seconds), "A plan keeps all these rules.")
    for rule in rules:
        others = [other for other in rules if other is not rule]
        hold(_possible(on, others, seconds), f"Without {rule.name} there is no plan either.")


def _possible(on: OnSide, rules: Sequence[Rule], seconds: float) -> bool:
    program = build(on.side.problem, rules, ())
    found = choose_arcs(program, rows_of(program), seconds)
    if found.ending is Ending.OPEN:
        raise Undecided("The time was over before it was known whether a plan keeps the rules.")
    return found.ending is Ending.FOUND


def optimal(claim: Optimal, on: OnSide, seconds: float) -> None:
    """Judge by how much another plan could be better, counted from the certificate's prices."""
    chosen = on.side.program.chosen(on.side.problem, on.plan)
    if chosen is None:
        raise Untrue("The plan itself breaks a rule.")
    found = certify(on.side.program, chosen, claim.certificate)
    hold(found.fine, found.faults[0] if found.faults else "")
    near = abs(found.gap - claim.value) <= claim.tolerance
    hold(near, f"The prices prove {found.gap:,} at most, not {claim.value:,}.")
