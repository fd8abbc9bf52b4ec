"""Rules with one face removed or bent; `python -m tests.rules.mutants` prints which are caught.

One row no plan can break, for a plan always names a lead beside a support; see `tests/program`.
"""

import sys
from collections.abc import Iterator
from itertools import chain

from planner.domain import Plan
from planner.rules import RULES
from tests.rules.bending import Mutant, more, reading, removed, seeing, zero
from tests.rules.bent_dose import bent_dose
from tests.rules.bent_limits import bent_limits
from tests.rules.bent_presence import bent_presence
from tests.rules.bent_rows import CARRIED, bent_rows

WITHOUT_SUPPORT = (
    *("must-assign", "qualification", "presence", "known-threat"),
    *("intake-pace", "first-year-per-supervisor", "together"),
)
"""Rules that say nothing of who supports."""
SUPPORT = {"dose-budget": "helper_dose", "hours": "helper_minutes"}
LIMIT = {"dose-budget": "budget", "hours": "room_minutes"}


def mutants() -> list[Mutant]:
    """Return every rule with each face it has removed, and with faces bent."""
    gone = [mutant for rule in RULES for mutant in removed(rule)]
    bent = (bent_rows(), bent_limits(), bent_presence(), bent_dose(), bent_breaches())
    return [*gone, *chain.from_iterable(bent)]


def table() -> str:
    """Return the mutants and after how many plans each is caught."""
    rows = [(m.rule, m.face, m.how, m.caught_after()) for m in mutants()]
    lines = [f"{r:22}{f:10}{h:36}{'NOT CAUGHT' if n is None else n:>10}" for r, f, h, n in rows]
    caught = sum(n is not None for *_, n in rows)
    head = f"{'rule':22}{'face':10}{'how it is bent':36}{'plans':>10}"
    return "\n".join([head, *lines, f"{caught} of {len(rows)} caught"])


def bent_breaches() -> Iterator[Mutant]:
    for name, field in CARRIED.items():
        yield seeing(name, "breaches", "what is carried ignored", zero(field))
    for name, field in SUPPORT.items():
        yield seeing(name, "breaches", "support dropped", zero(field))
    for name, field in LIMIT.items():
        yield seeing(name, "breaches", "one unit more allowed", more(field, 1))
        yield seeing(name, "breaches", "< taken for <=", more(field, -1))
    for rule in RULES:
        yield reading(rule.name, "last assignment not looked at", _without_the_last)
        if rule.name not in WITHOUT_SUPPORT:
            yield reading(rule.name, "support not looked at", _without_support)


def _without_the_last(plan: Plan) -> Plan:
    return Plan(assignments=plan.assignments[:-1])


def _without_support(plan: Plan) -> Plan:
    leads = (proposed.model_copy(update={"support": None}) for proposed in plan.assignments)
    return Plan(assignments=tuple(leads))


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
