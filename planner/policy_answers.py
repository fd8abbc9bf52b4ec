"""What is in force, what was changed, what a change does, and what each rule blocks: as data."""

from collections.abc import Sequence

from planner.bite import Bite, bites
from planner.domain import Agency, Policy, policy, settings
from planner.explain.wording import rule_sentence
from planner.goals import GOALS
from planner.measures import measures
from planner.pipeline import Planned, Side, propose
from planner.present.policy import (
    BiteAnswer,
    ChangedSettingAnswer,
    EffectSideAnswer,
    MovedAnswer,
    PolicyAnswer,
    PolicyDiffAnswer,
    PolicyEffectAnswer,
    RulesAnswer,
    SettingAnswer,
    Value,
)
from planner.rules import RULES
from planner.solve.outcome import Ending

DEFAULTS = "the defaults"
_KNOWN = {"group", "unit", "least", "most", "provenance", "source", "meaning"}
_PRIVATE = {"lighter_share", "rest_share", "lighter_sts_shift", "rest_sts_shift"}
_COUNTS_ONLY = {"dose-budget", "budget-margin", "dose-windows", "action-level"}
_OTHER_MEASURE = {"sts_cut_off", "risk_weight", "harm_weeks", "half_life_weeks"}


def policy_answer(of: str, in_force: Policy) -> PolicyAnswer:
    """Return every setting with its value in force."""
    return PolicyAnswer(
        of=of,
        settings=[
            SettingAnswer(
                name=name,
                value=_value(in_force, name),
                default=_value(policy(), name),
                **setting.model_dump(include=_KNOWN),
            )
            for name, setting in settings().items()
        ],
    )


def diff_answer(old: str, before: Policy, new: str, after: Policy) -> PolicyDiffAnswer:
    """Return what one policy changes against another."""
    return PolicyDiffAnswer(old=old, new=new, changed=_changed(before, after))


def _changed(before: Policy, after: Policy) -> list[ChangedSettingAnswer]:
    return [
        ChangedSettingAnswer(
            name=name,
            group=setting.group,
            old=_value(before, name),
            new=_value(after, name),
            unit=setting.unit,
            meaning=setting.meaning,
        )
        for name, setting in settings().items()
        if getattr(before, name) != getattr(after, name)
    ]


def _value(of: Policy, name: str) -> Value:
    value: Value | tuple[int, ...] = getattr(of, name)
    return list(value) if isinstance(value, tuple) else value


def rules_answer(side: Side) -> RulesAnswer:
    """Return what each rule blocks and closes, from public facts."""
    problem = side.public.problem
    return RulesAnswer(
        agency=problem.agency.name,
        new_cases=len(problem.agency.new_cases),
        workers=len(problem.workers),
        rules=[_bite(bite) for bite in bites(problem, RULES)],
        not_told=[rule.name for rule in RULES if not rule.public],
    )


def _bite(bite: Bite) -> BiteAnswer:
    """Return what a rule keeps apart; of a rule of dose only the counts."""
    told = bite.rule not in _COUNTS_ONLY
    return BiteAnswer(
        rule=bite.rule,
        sentence=rule_sentence(bite.rule),
        blocks=list(bite.blocks) if told else [],
        last_straw=list(bite.last_straw) if told else [],
        closes=list(bite.closes) if told else [],
        blocked=len(bite.blocks),
        last_straws=len(bite.last_straw),
        closed=len(bite.closes),
        keeps_apart=bite.keeps_apart,
    )


def effect_answer(agency: Agency, changed: Policy, seconds: float) -> PolicyEffectAnswer:
    """Return the same week planned under the policy as it is and under a changed one.

    Both are planned on the public side: with private steps in the plan, trying settings out would
    tell who has chosen one.
    """
    public = agency.public()
    before = propose(public, seconds)
    after = propose(public.changed(policy=changed), seconds)
    lead = _leads(before)
    return PolicyEffectAnswer(
        agency=agency.name,
        date=agency.date.isoformat(),
        changed=_changed(agency.policy, changed),
        before=_effect_side(before),
        after=_effect_side(after),
        moved=[
            MovedAnswer(case=case, before=lead[case], after=worker)
            for case, worker in _leads(after).items()
            if lead.get(case, worker) != worker
        ],
        notes=_notes(agency.policy, changed, {before.outcome.ending, after.outcome.ending}),
    )


def _leads(planned: Planned) -> dict[str, str]:
    """Return who leads each case once the plan is followed, open cases too; empty without a plan."""
    if planned.plan is None:
        return {}
    now = {held.case: held.worker for held in planned.side.agency.assignments}
    return now | {p.case: p.worker for p in planned.plan.assignments}


def _effect_side(planned: Planned) -> EffectSideAnswer:
    problem, leads = planned.side.problem, _leads(planned)
    return EffectSideAnswer(
        ending=planned.outcome.ending,
        measures={} if planned.plan is None else measures(problem, planned.plan, GOALS),
        left=[case.id for case in problem.agency.new_cases if case.id not in leads],
        rules=[_bite(bite) for bite in bites(problem, RULES, last_straw=False)],
    )


def _notes(before: Policy, after: Policy, endings: set[Ending]) -> list[str]:
    changed = {name for name, value in after if value != getattr(before, name)}
    notes: Sequence[tuple[set[str], str]] = (
        (
            changed & _PRIVATE,
            "acts only on workers who chose a step, which is private: both weeks are planned as if"
            " nobody had, so nothing of it shows",
        ),
        (
            changed & _OTHER_MEASURE,
            "changes how dose or harm is counted: the two numbers of expected harm are not comparable",
        ),
    )
    told = [f"{', '.join(sorted(names))}: {note}." for names, note in notes if names]
    if not changed:
        told.append("Nothing is changed: these are the settings as they are.")
    if Ending.GOOD in endings:
        told.append(
            "Not both plans are proven to be the best: part of what moves may be where a search ended."
        )
    return told
