"""A whole plan explained, as data: every part of it put together for one who asks."""

from dataclasses import dataclass

from planner.claims import Claims, Seen
from planner.domain import Agency, Plan
from planner.explain.burden import GroupBurden, by_experience, by_team
from planner.explain.since import Before, Since, since
from planner.explain.standing import Standing
from planner.explain.waiting import in_the_ways, waiting
from planner.explain.wording import breach_sentence, group_phrase, why_left_sentence
from planner.goals import GOALS
from planner.measures import measures
from planner.pipeline import Side
from planner.plan_explained.assumptions import assumptions
from planner.plan_explained.bottlenecks import Bottlenecks, Priced, bottlenecks
from planner.plan_explained.even import PriceOfEven, price_of_even
from planner.plan_explained.solved import Solved, solved
from planner.present.fairness import PriceOfGoal
from planner.present.plan_explained import (
    CoverageAnswer,
    EvenAnswer,
    GroupAnswer,
    HelpAnswer,
    InTheWayAnswer,
    PlanExplanationAnswer,
    SinceAnswer,
    WaitingAnswer,
)
from planner.present.plan_explained_words import band_words, lever_words, since_words, team_words
from planner.rule import Breach
from planner.rules import RULES
from planner.solve.clock import Clock, WorkClock

WORK = 8000  # units, for all searches together
_SHARE_OF_BASE, _SHARE_OF_EVEN = 0.6, 0.3  # of what is left


@dataclass(frozen=True)
class _Told:
    """What is told from: the plan on one side of the agency, and the best plan known there."""

    side: Side
    plan: Plan
    base: Solved | None
    keeps_rules: bool

    @property
    def best_known(self) -> bool:
        """Whether the plan is the best one known."""
        return self.base is not None and self.base.plan == self.plan


def plan_explanation(
    agency: Agency,
    plan: Plan,
    before: Before | None = None,
    *,
    seen: Seen = Seen.MANAGER,
    work: float = WORK,
) -> PlanExplanationAnswer:
    """Return a plan explained to a manager, from public facts and the plan alone, or to an auditor.

    Searches are limited by work, not time: the same facts and plan give the same answer, byte for byte.
    """
    whole = Side(agency)
    side = whole if seen is Seen.AUDITOR else whole.public
    clock = WorkClock(work)
    told = _known(side, side.problem.decided(plan), clock.part(_SHARE_OF_BASE))
    base = told.base
    even = None if base is None else price_of_even(base, side.goals, clock.part(_SHARE_OF_EVEN))
    found = Bottlenecks((), 0, 0) if base is None else bottlenecks(base, seen, clock)
    problem, public = side.problem, side.public.problem
    left = waiting(problem, side.program, RULES, told.plan)
    return PlanExplanationAnswer(
        agency=agency.name,
        date=agency.date.isoformat(),
        told=str(seen),
        keeps_rules=told.keeps_rules,
        best_known=told.best_known,
        coverage=_coverage(told),
        waiting=[
            WaitingAnswer(
                case=each.case,
                urgency=problem.urgency[problem.case_at[each.case]],
                held_by=agency.case_of[each.case].held_by or problem.holder_of(each.case),
                why=why_left_sentence(each),
            )
            for each in left
        ],
        in_the_way=[
            InTheWayAnswer(
                rule=each.rule,
                what=each.what,
                says=group_phrase(Standing("", Breach(each.rule, what=each.what))) or "",
                cases=list(each.cases),
                most=each.most,
                workers=each.workers,
            )
            for each in in_the_ways(left)
        ],
        fewest=agency.policy.fewest_in_group,
        teams=[_group(team_words(each), each) for each in by_team(public, told.plan)],
        experience=[_group(band_words(each), each) for each in by_experience(public, told.plan)],
        even=None if even is None else _even(side, even),
        help=[] if base is None else [_help(base, each) for each in found.best],
        looked_at=found.looked_at,
        tried=found.tried,
        since=None
        if before is None
        else [_since(each) for each in since(public, side.public.program, RULES, told.plan, before)],
        assumptions=assumptions(agency),
        claims=None
        if base is None
        else Claims(plan=base.plan, claims=tuple(each.claim for each in found.best)),
    )


def _known(side: Side, plan: Plan, clock: Clock) -> _Told:
    """Return a plan beside the best one known, which is the plan itself where none is cheaper."""
    chosen = side.program.chosen(side.problem, plan)
    keeps = chosen is not None and not side.program.broken(chosen)
    base = solved(side, side.program, clock, chosen if keeps else None)
    return _Told(side, plan, base, keeps)


def _coverage(told: _Told) -> CoverageAnswer:
    problem = told.side.problem
    figures = measures(told.side.public.problem, told.plan, GOALS)
    weight = told.side.program.weight
    bound = None if told.base is None else told.base.least_left
    left = round((1 - figures["coverage"]) * weight)
    return CoverageAnswer(
        new_cases=len(problem.agency.new_cases),
        assigned=int(figures["assigned"]),
        movable_cases=int(figures["movable_cases"]),
        moved=int(figures["moved"]),
        leavers_cases_left=int(figures["leavers_cases_left"]),
        share=figures["coverage"],
        at_most=None if bound is None else (1 - bound / weight if weight else 1.0),
        most=told.keeps_rules and bound is not None and left <= bound,
    )


def _group(name: str, group: GroupBurden) -> GroupAnswer:
    return GroupAnswer(
        name=name,
        people=group.people,
        mean_before=group.mean_before,
        mean_after=group.mean_after,
        highest_before=group.highest_before,
        highest_after=group.highest_after,
    )


def _even(side: Side, even: PriceOfEven) -> EvenAnswer:
    public = side.public.problem
    before, after = even.with_goal.plan, even.without.plan
    return EvenAnswer(
        at_least=even.at_least,
        at_most=even.at_most,
        proven=even.proven,
        goals=[
            PriceOfGoal(
                name=goal.name,
                unit=goal.unit,
                before=goal.value(public, before),
                after=goal.value(public, after),
            )
            for goal in side.goals
        ],
    )


def _help(base: Solved, priced: Priced) -> HelpAnswer:
    weight = base.program.weight
    before, after = (1 - each.left / weight if weight else 1.0 for each in (base, priced.after))
    return HelpAnswer(
        says=lever_words(priced.change),
        change=priced.change,
        at_least=priced.at_least,
        proven=priced.proven,
        gained=list(priced.gained),
        lost=list(priced.lost),
        coverage_before=before,
        coverage=after,
        rest=priced.after.rest - base.rest,
    )


def _since(one: Since) -> SinceAnswer:
    return SinceAnswer(
        case=one.case,
        before=one.before,
        now=one.now,
        fact=one.fact,
        rule=None if one.breach is None else one.breach.rule,
        cost=one.step,
        why=since_words(one, "" if one.breach is None else breach_sentence(one.breach)),
    )
