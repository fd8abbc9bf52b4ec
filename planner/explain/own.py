"""What a worker may know of their own lines: why me, why not me, my dose, my room, what changed.

Everything is worked out on the worker's own side: the agency as all may know it, with the private
profile of this worker alone. So it is true of what they told themselves, and says of colleagues only
what follows from public facts and the plan.
"""

from collections import Counter
from dataclasses import dataclass

from planner.domain import Plan, Role
from planner.explain.asking import Asking
from planner.explain.ground import Ground
from planner.explain.headroom import Room, headroom
from planner.explain.reasons import Why, whys
from planner.explain.standing import NEEDS_HELP, CostStep, in_the_way
from planner.explain.trajectory import Trajectory, trajectory
from planner.problem import Problem
from planner.rule import Breach


@dataclass(frozen=True)
class InTheWay:
    """A rule that keeps the worker from a case; `private`: only because of what they told."""

    breach: Breach
    private: bool


@dataclass(frozen=True)
class OwnChange:
    """A case on which the worker has another role than in the plan before; None is no role.

    `lead`: who leads it now. `in_the_way`: what would keep the worker from it now, all else as
    proposed, where they no longer have it.
    """

    case: str
    before: str | None
    after: str | None
    lead: str | None
    in_the_way: tuple[InTheWay, ...] = ()


@dataclass(frozen=True)
class Own:
    """One worker's own view of one case and of all that is proposed to them.

    `role`: what they do on the case in the plan, or "stays". `lead`: who leads it. `why`: where they
    lead it newly. `others`: how many others could be asked, by what it would cost the plan.
    `in_the_way`: what keeps them from it, with nothing else new; `beside`: only beside all else that is
    proposed to them. `step`: what it would cost the plan to give it to them, where nothing keeps them.
    """

    case: str
    worker: str
    role: str | None
    lead: str | None
    why: Why | None
    others: dict[CostStep, int]
    in_the_way: tuple[InTheWay, ...]
    beside: tuple[InTheWay, ...]
    step: CostStep | None
    instead: bool
    off_duty: bool
    dose: Trajectory
    room: tuple[Room, ...]
    changed: tuple[OwnChange, ...] | None


@dataclass(frozen=True)
class OwnGround:
    """A worker's own side with the plan, and the public problem to tell what is private."""

    mine: Ground
    public: Problem

    def keeps(self, case: str, worker: str, *, beside: bool) -> tuple[InTheWay, ...]:
        """Return what keeps a worker from a case, each rule once, and whether it is private.

        The lack of a helping worker is told only where nothing else is in the way: no helper is given
        when a case is tried out, so that it might not be lacking.
        """
        on = self.mine
        others = on.plan.assignments if beside else ()
        mine, all_see = (
            in_the_way(problem, on.program, on.rules, case, worker, beside=others)
            for problem in (on.problem, self.public)
        )
        mine = [b for b in mine if (b.rule, b.what) not in NEEDS_HELP] or mine
        public = {(breach.rule, breach.what) for breach in all_see}
        first: dict[tuple[str, str], Breach] = {}
        for breach in mine:
            first.setdefault((breach.rule, breach.what), breach)
        return tuple(InTheWay(breach, key not in public) for key, breach in first.items())


def own(ground: OwnGround, case: str, worker: str, before: Plan | None = None) -> Own:
    """Return a worker's own view of a case; `before`: a plan to tell what changed for them since."""
    on = ground.mine
    problem, plan = on.problem, on.plan
    role, lead = role_of(problem, plan, case, worker), _lead(problem, plan, case)
    asking = Asking(on)
    why, others = None, dict[CostStep, int]()
    keeps: tuple[InTheWay, ...] = ()
    beside: tuple[InTheWay, ...] = ()
    step, instead, off_duty = None, False, False
    if role == "lead":
        (why,) = whys(problem, on.program, plan, [case])
        steps = (standing.step for standing in asking.others(case))
        others = dict(Counter(step for step in steps if step is not None))
    elif role is None:
        for standing in asking.others(case, [worker]):
            step, instead, off_duty = standing.step, standing.instead, standing.off_duty
            if standing.breach is not None:
                keeps = ground.keeps(case, worker, beside=False)
            elif instead:
                beside = ground.keeps(case, worker, beside=True)
    return Own(
        case=case,
        worker=worker,
        role=role,
        lead=lead,
        why=why,
        others=others,
        in_the_way=keeps,
        beside=beside,
        step=step,
        instead=instead,
        off_duty=off_duty,
        dose=trajectory(problem, plan, case, worker),
        room=tuple(headroom(problem, on.rules, plan, worker)),
        changed=None if before is None else _changed(ground, worker, before),
    )


def role_of(problem: Problem, plan: Plan, case: str, worker: str) -> str | None:
    """Return what a worker does on a case in a plan: lead, support, cover, stays, or None."""
    for proposed in plan.assignments:
        if proposed.case == case:
            roles = [role for role, who in proposed.roles() if who == worker]
            if not roles:
                return None
            return {Role.LEAD: "lead", Role.SUPPORT: "support"}.get(roles[0], "cover")
    stays = problem.holder_of(case) == worker and problem.may_stay[problem.case_at[case]]
    return "stays" if stays else None


def _lead(problem: Problem, plan: Plan, case: str) -> str | None:
    """Return who leads a case after a plan: newly, or because it stays."""
    for proposed in plan.assignments:
        if proposed.case == case:
            return proposed.worker
    return problem.holder_of(case) if problem.may_stay[problem.case_at[case]] else None


def _changed(ground: OwnGround, worker: str, before: Plan) -> tuple[OwnChange, ...]:
    """Return the cases on which a worker has another role than before, of those to decide on."""
    problem, plan = ground.mine.problem, ground.mine.plan
    earlier = problem.decided(before)
    found = []
    for case in (case.id for case in problem.cases):
        then, now = (role_of(problem, each, case, worker) for each in (earlier, plan))
        if then != now:
            lost = now is None
            keeps = ground.keeps(case, worker, beside=True) if lost else ()
            found.append(OwnChange(case, then, now, _lead(problem, plan, case), keeps))
    return tuple(found)
