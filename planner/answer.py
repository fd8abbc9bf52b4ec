"""Answers as data, put together from the walk: what `--json` prints and the web interface returns."""

from collections.abc import Collection, Iterable

from planner.claims import Claims
from planner.domain import Agency, Plan
from planner.explain.asking import Asking
from planner.explain.conditions import conditions
from planner.explain.now import standings_now
from planner.explain.otherwise import otherwise, waiting
from planner.explain.standing import Standing
from planner.explain.told import told
from planner.explain.wording import (
    change_sentence,
    condition_sentence,
    group_phrase,
    left_sentences,
    none_sentences,
    standing_sentence,
    stay_sentence,
    why_left_sentence,
    why_sentences,
)
from planner.goals import GOALS
from planner.measures import measures
from planner.pipeline import (
    Planned,
    Side,
    first_within,
    ground,
    others,
    propose,
    proposed,
    stay_with,
    suggest,
    ways_now,
    why_left,
    why_workers,
)
from planner.present.answers import (
    ChangedAnswer,
    ComparisonAnswer,
    ComparisonRow,
    CoverAnswer,
    ExplanationAnswer,
    GoalAnswer,
    PlanAnswer,
    ProposedAnswer,
    StandingAnswer,
    SuggestionAnswer,
    UnassignedAnswer,
)
from planner.rules import RULES
from planner.solve.baselines import fewest_open_cases, rotation
from planner.solve.outcome import Ending


def plan_answer(planned: Planned) -> PlanAnswer:
    """Return a plan as data; measures and goals are told from the public side."""
    side, outcome, plan = planned.side, planned.outcome, planned.plan
    public = side.public.problem
    return PlanAnswer(
        ending=outcome.ending,
        assignments=[] if plan is None else _all_proposed(side, plan),
        unassigned=[] if plan is None else _unassigned(side, plan),
        cost=outcome.cost,
        bound=outcome.bound,
        greedy_cost=outcome.greedy_cost,
        goals=[]
        if plan is None
        else [
            GoalAnswer(name=goal.name, value=goal.value(public, plan), unit=goal.unit)
            for goal in side.goals
        ],
        seconds=None if planned.seconds is None else round(planned.seconds, 3),
        measures={} if plan is None else measures(public, plan, GOALS),
        why_none=_why_none(planned),
    )


def _why_none(planned: Planned) -> list[str]:
    if planned.plan is not None:
        return []
    proven = planned.outcome.ending is Ending.NONE
    return none_sentences(planned.side.impossible if proven else None)


def suggestion_answer(side: Side, case: str, top: int | None = None) -> SuggestionAnswer:
    """Return who should take one case now, and the first `top` others who could be asked."""
    side.public.know_case(case)
    plan = suggest(side, case)
    given = {each.case: each for each in _all_proposed(side, plan)}
    standings = _sorted(others(side, plan, case))
    return SuggestionAnswer(
        case=case,
        stays_with=stay_with(side, plan).get(case),
        proposed=given.get(case),
        with_it=[each for each in given.values() if each.case != case],
        why=_why(side, plan, case),
        others=[_standing(standing) for standing in standings],
        more=0,
    ).first(top)


def suggestion_now(side: Side, case: str, top: int, within: Collection[str]) -> SuggestionAnswer:
    """Return who of some workers should take one case now, and the first `top` others of them.

    By public facts alone; everything else stays as it is, so nothing is planned again.
    """
    side = side.public
    options = ways_now(side, case)
    plan = first_within(side, options, within)
    given = {each.case: each for each in _all_proposed(side, plan)}
    problem = side.problem
    known = {p.worker for p in plan.assignments if p.case == case}
    known |= {holder for holder in [problem.holder_of(case)] if holder is not None}
    standings, more = standings_now(
        problem, side.program, RULES, case, options, given=known, within=within, most=top
    )
    return SuggestionAnswer(
        case=case,
        stays_with=stay_with(side, plan).get(case),
        proposed=given.get(case),
        with_it=[each for each in given.values() if each.case != case],
        why=_why(side, plan, case),
        others=[_standing(standing) for standing in standings],
        more=more,
    )


def explanation_answer(
    side: Side, plan: Plan, case: str, workers: Iterable[str] | None = None
) -> ExplanationAnswer:
    """Return why a case goes to its worker or is left, and where other workers stand.

    Worked out on the public side alone, so that not even the work it takes tells of anything private.
    """
    side = side.public
    side.know_case(case)
    plan = side.problem.decided(plan)
    for worker in workers or ():
        side.know_worker(worker)
    mine = proposed(plan, case)
    stays = stay_with(side, plan).get(case)
    change = None if mine is not None or stays is not None else why_left(side, plan, case).change
    on = ground(side, plan)
    standings = _sorted(Asking(on).others(case, workers))
    named = [] if workers is None else [standing.worker for standing in standings]
    would, sentences = otherwise(on, case, named)
    claims = [*told(on, case, standings), *would]
    if mine is None and stays is None:
        claims += waiting(on, case, change)
    return ExplanationAnswer(
        case=case,
        worker=None if mine is None else mine.worker,
        support=None if mine is None else mine.support,
        stays_with=stays,
        conditions=[] if mine is None else _conditions(side, plan, case),
        why=_why(side, plan, case),
        change=None if change is None else change_sentence(change),
        others=[_standing(standing) for standing in standings],
        otherwise=sentences,
        claims=Claims(plan=plan, claims=tuple(claims)),
    )


def comparison(agency: Agency, seconds: float) -> ComparisonAnswer | None:
    """Return the same cases by rotation, by fewest open cases, and as planned, side by side.

    Beside them: how many assignments change when predicted STS risk does not weight harm. None where
    no plan exists.
    """
    planned = propose(agency, seconds)
    policy = agency.policy.model_copy(update={"risk_weight": False})
    unweighted = propose(agency.changed(policy=policy), seconds)
    if planned.plan is None or unweighted.plan is None:
        return None
    public = planned.side.public.problem
    plans = {
        "rotation": rotation(public, RULES),
        "fewest open cases": fewest_open_cases(public, RULES),
        "caseload": planned.plan,
        "caseload, risk not weighted": unweighted.plan,
    }
    weighted = {p.case: p.worker for p in planned.plan.assignments}
    changed = [
        ChangedAnswer(
            case=p.case,
            weighted=weighted[p.case],
            unweighted=p.worker,
            years_weighted=_years(agency, weighted[p.case]),
            years_unweighted=_years(agency, p.worker),
        )
        for p in unweighted.plan.assignments
        if weighted.get(p.case, p.worker) != p.worker
    ]
    return ComparisonAnswer(
        rows=[
            ComparisonRow(name=name, measures=measures(public, plan, GOALS))
            for name, plan in plans.items()
        ],
        changed_by_risk_weight=changed,
    )


def _years(agency: Agency, worker: str) -> float:
    return round(agency.worker_of[worker].months_in_field / 12, 1)


def _why(side: Side, plan: Plan, case: str) -> list[str]:
    staying = stay_with(side, plan)
    if case in staying:
        return [stay_sentence(case, staying[case])]
    if proposed(plan, case) is None:
        return left_sentences(why_left(side, plan, case))
    return why_sentences(why_workers(side, plan, [case])[0])


def _unassigned(side: Side, plan: Plan) -> list[UnassignedAnswer]:
    problem = side.public.problem
    return [
        UnassignedAnswer(
            case=case.id,
            why=why_left_sentence(why_left(side, plan, case.id, change=False)),
            held_by=case.held_by or problem.holder_of(case.id),
        )
        for case in problem.left(plan)
    ]


def _sorted(standings: list[Standing]) -> list[Standing]:
    """Those who can be asked first, cheapest step first; then the ruled out; each by id."""
    steps = ["about the same", "more", "much more", None]
    return sorted(standings, key=lambda s: (steps.index(s.step), s.worker))


def _all_proposed(side: Side, plan: Plan) -> list[ProposedAnswer]:
    problem = side.public.problem
    asked = conditions(problem, plan)
    return [
        ProposedAnswer(
            case=p.case,
            worker=p.worker,
            support=p.support,
            cover=[CoverAnswer(week=each.week, worker=each.worker) for each in p.cover],
            moved_from=problem.holder_of(p.case),
            conditions=[condition_sentence(condition) for condition in asked[p.case]],
        )
        for p in plan.assignments
    ]


def _conditions(side: Side, plan: Plan, case: str) -> list[str]:
    asked = conditions(side.public.problem, plan)[case]
    return [condition_sentence(condition) for condition in asked]


def _standing(standing: Standing) -> StandingAnswer:
    return StandingAnswer(
        worker=standing.worker,
        can_be_asked=standing.breach is None,
        cost=standing.step,
        instead=standing.instead,
        off_duty=standing.off_duty,
        rule=None if standing.breach is None else standing.breach.rule,
        reason=group_phrase(standing),
        why=standing_sentence(standing),
    )
