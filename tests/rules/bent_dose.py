"""The rules of dose windows, action level, first-year workers and duty, with their faces bent.

Bent by more than a unit where limits are seldom met exactly by chance; the rules' own tests stand at
the limits.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from planner.domain import Role
from planner.problem import Problem
from planner.rule import Local
from tests.rules.bending import RULE, Mutant, locals_, more, reading, seeing, tiers, zero
from tests.rules.bent_duty import bent_responses, bent_supervisors, without_covers

DUTY = ("dose-windows", "action-level", "first-year-per-supervisor", "immediate-response")
Change = Callable[[Problem], Problem]


def bent_dose() -> Iterator[Mutant]:
    """Yield the four rules with faces bent."""
    for name in DUTY:
        face = {"action-level": "admits", "first-year-per-supervisor": "links"}.get(name, "locals")
        for each in (face, "breaches"):
            yield seeing(name, each, "duty ignored", zero("on_duty"))
            yield seeing(name, each, "everybody on duty", _everybody_on_duty)
    yield from _windows()
    yield from _margin()
    yield from _action_level()
    yield from bent_supervisors()
    yield from bent_responses()


def _windows() -> Iterator[Mutant]:
    name = "dose-windows"
    for face in ("locals", "breaches"):
        yield seeing(name, face, "what is carried ignored", zero("carried_windows"))
        yield seeing(name, face, "helpers dropped", zero("helper_fresh"))
        yield seeing(name, face, "leads dropped", zero("fresh"))
        yield seeing(name, face, "leave ignored", zero("absence"))
        yield seeing(name, face, "of faded dose", _faded)
        yield seeing(name, face, "budget a tenth higher", _scaled("budget", 11))
        yield seeing(name, face, "budget a tenth lower", _scaled("budget", 9))
        yield seeing(name, face, "dose of the week before", _late)
        yield seeing(name, face, "windows swapped", _windows_swapped)
    for place, days in enumerate((7, 28)):  # agencies by chance are too young for the third to bind
        how = f"window of {days} days dropped"
        yield Mutant(name, "locals", how, lambda p, place=place: _without(p, place))
    yield locals_(name, "blamed for what is carried", _blamed)
    yield reading(name, "covers not looked at", without_covers)


def _margin() -> Iterator[Mutant]:
    name = "budget-margin"
    for face in ("locals", "breaches"):
        yield seeing(name, face, "duty ignored", zero("on_duty"))
        yield seeing(name, face, "what is carried ignored", zero("carried_dose"))
        yield seeing(name, face, "how that strays ignored", zero("carried_variance"))
        yield seeing(name, face, "how leads stray ignored", zero("variance"))
        yield seeing(name, face, "how helpers stray ignored", zero("helper_variance"))
        yield seeing(name, face, "helpers dropped", zero("helper_dose"))
        yield seeing(name, face, "leave ignored", zero("absence"))
        yield seeing(name, face, "kept less surely", _less_surely)
        yield seeing(name, face, "one unit more allowed", more("budget", 1))
        yield seeing(name, face, "< taken for <=", more("budget", -1))
        yield seeing(name, face, "no margin", lambda p: _policy(p, budget_kept=500))
    yield locals_(name, "blamed for what is carried", _blamed)
    yield locals_(
        name, "one worker's room for all", lambda _, x: replace(x, room=x.room[:1] + 0 * x.room)
    )
    yield reading(name, "covers not looked at", without_covers)


def _action_level() -> Iterator[Mutant]:
    name = "action-level"
    for face in ("admits", "breaches"):
        yield seeing(name, face, "from the tier above", tiers(-1))
        yield seeing(name, face, "from the tier below", tiers(1))
        yield seeing(name, face, "what is carried ignored", zero("carried_dose"))
        yield seeing(name, face, "budget a tenth higher", _scaled("budget", 11))
        yield seeing(name, face, "budget a tenth lower", _scaled("budget", 9))
        yield seeing(name, face, "the first week only", _first_week)
        yield seeing(name, face, "all weeks", lambda p: _policy(p, harm_weeks=p.weeks))
        yield seeing(name, face, "the whole budget", lambda p: _policy(p, action_level_share=1000))
    whole = RULE[name].admits
    for how, roles in (
        ("asked of the lead only", (Role.LEAD,)),
        ("asked of the support only", (Role.SUPPORT,)),
    ):
        yield Mutant(name, "admits", how, lambda p, r, roles=roles: whole(p, r) if r in roles else None)
    yield Mutant(
        name,
        "admits",
        "asked of the covers too",
        lambda p, r: whole(p, r if r is Role.LEAD else Role.SUPPORT),
    )


def _everybody_on_duty(problem: Problem) -> Problem:
    on_duty = np.repeat(np.any(problem.on_duty, axis=1)[:, None], len(problem.workers), axis=1)
    return replace(problem, on_duty=on_duty)


def _faded(problem: Problem) -> Problem:
    return replace(problem, fresh=problem.dose, helper_fresh=problem.helper_dose)


def _scaled(field: str, tenths: int) -> Change:
    return lambda problem: replace(problem, **{field: getattr(problem, field) * tenths // 10})


def _late(problem: Problem) -> Problem:
    return replace(problem, fresh=np.roll(problem.fresh, 1, axis=2))


def _windows_swapped(problem: Problem) -> Problem:
    return replace(problem, carried_windows=problem.carried_windows[::-1])


def _without(problem: Problem, window: int) -> list[Local]:
    every = list(RULE["dose-windows"].locals(problem))
    return [*every[:window], *every[window + 1 :]]


def _blamed(problem: Problem, local: Local) -> Local:
    return replace(local, room=local.room - (local.room == 0))


def _less_surely(problem: Problem) -> Problem:
    return _policy(problem, budget_kept=700) if problem.variance.size else problem


def _first_week(problem: Problem) -> Problem:
    return _policy(problem, harm_weeks=1)


def _policy(problem: Problem, **settings: int) -> Problem:
    agency = problem.agency
    changed = agency.model_copy(update={"policy": agency.policy.model_copy(update=settings)})
    return replace(problem, agency=changed)
