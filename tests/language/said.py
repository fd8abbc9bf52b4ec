"""Every sentence there is, made of facts: of invented agencies, and of every kind of breach.

A new function of `wording.py` gets a line in `said`; a test tells whoever forgets it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from io import StringIO

from rich.console import Console, RenderableType

from planner.answer import explanation_answer, plan_answer, suggestion_answer
from planner.audit_answers import audit_answer
from planner.check import FalseClaim, breaches
from planner.claims import Cannot, Change, Counterfactual, Seen, Unit
from planner.domain import FACTS
from planner.explain import phrases, wording
from planner.explain.conditions import Condition, conditions
from planner.explain.conflict import Conflict
from planner.explain.reasons import Left, Why
from planner.explain.repair import Repair
from planner.explain.standing import CostStep, Standing
from planner.intake import read_agency
from planner.judged_answers import check_answer
from planner.pipeline import Planned, others, propose, why_left, why_workers
from planner.present.audit import audit_page
from planner.present.standings import explanation_page, suggestion_page
from planner.present.tables import check_page, plan_page
from planner.rule import Breach
from planner.rules import RULES
from planner.solve.outcome import Ending
from tests.builders import a_plan, a_random_agency
from tests.docs.pages import ROOT
from tests.rules.samples import samples

SEEDS = 8
_DAY = date(2025, 10, 7)


@dataclass
class Facts:
    """What sentences are made of."""

    breaches: list[Breach] = field(default_factory=list)
    lefts: list[Left] = field(default_factory=list)
    whys: list[Why] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)


@cache
def facts() -> Facts:
    """Return facts of agencies by chance and of a generated one, and one of every kind there is."""
    found = Facts(list(of_every_kind("breach")))
    for seed in range(SEEDS):
        for sample in samples(seed):
            found.breaches.extend(breaches(sample.problem, sample.plan, RULES))
        found.planned.append(propose(a_random_agency(seed, workers=5, cases=6), 3))
    found.planned.append(propose(read_agency(ROOT / "scenarios" / "agency-in-crisis"), 3))
    for planned in found.planned:
        side, plan = planned.side, planned.plan
        if plan is None:
            continue
        found.whys.extend(why_workers(side, plan))
        asked = conditions(side.public.problem, plan).values()
        found.conditions.extend(each for of_case in asked for each in of_case)
        left = side.public.problem.left(plan)[:3]
        found.lefts.extend(why_left(side, plan, case.id) for case in left)
        for case in [*(case.id for case in left), *(p.case for p in plan.assignments)][:3]:
            found.standings.extend(others(side, plan, case))
    _add_rare(found)
    return found


def of_every_kind(part: str) -> Iterator[Breach]:
    """Yield breaches of every kind for which sentences.toml has this part, of one and of more."""
    for rule, parts in wording._sentences().items():
        told = parts.get(part)
        plain = ("ongoing", "investigation") if rule == "intake-pace" else ("s-7",)
        kinds = told if isinstance(told, dict) else plain if told else ()
        for kind in kinds:
            what = "" if kind == "default" else f"{kind}:s-7" if isinstance(told, dict) else kind
            for needed in (1, 4):
                yield Breach(rule, "c-7", "w-7", what, 2, limit=3, needed=needed)


def _add_rare(found: Facts) -> None:
    one = found.whys[0]
    fits = tuple(f"{kind}:s-7" for kind in phrases.FITS)
    found.whys.append(replace(one, fits=fits, support="w-7", two_workers=True, could_take=1))
    found.whys.append(replace(one, support="w-7", two_workers=False, years_in_field=1.0))
    for step in CostStep:
        for instead in (False, True):
            found.standings.append(Standing("w-7", None, step, instead, off_duty=instead))
    found.standings.append(Standing("w-7", found.breaches[0], off_duty=True))
    found.lefts.append(Left("c-7", {}, (), None))
    found.lefts.append(Left("c-7", {}, ("w-7",), None))
    split = a_plan(c1="w1", c2="w2").assignments
    found.lefts.append(Left("c-7", {("hours", ""): 2}, (), None, ("w-7",), split))
    found.conditions.extend(
        Condition(kind, "w-7", _DAY, FACTS if kind == "rate-again" else ("w-8",))
        for kind in phrases.CONDITIONS
    )


def said() -> dict[str, list[str]]:
    """Return what every function of `wording.py` says of the facts, in the language spoken."""
    known = facts()
    changeable = list(of_every_kind("change"))
    changes = [Repair("w-7", (each,)) for each in changeable] + [Repair("w-7", tuple(changeable[:3]))]
    kept_out = [Standing("w-7", each) for each in of_every_kind("keeps_out")]
    untrue = [FalseClaim("cost", 7, 8, kind) for kind in phrases.FALSE_CLAIMS]
    names = tuple(rule.name for rule in RULES)
    return {
        "rule_sentence": [wording.rule_sentence(name) for name in names],
        "breach_sentence": [wording.breach_sentence(each) for each in known.breaches],
        "step_phrase": [wording.step_phrase(step) for step in CostStep],
        "standing_sentence": [wording.standing_sentence(each) for each in known.standings],
        "group_phrase": [
            phrase for each in (*kept_out, *known.standings) if (phrase := wording.group_phrase(each))
        ],
        "why_sentences": [said for each in known.whys for said in wording.why_sentences(each)],
        "short_why": [wording.short_why(each) for each in known.whys],
        "left_sentences": [said for each in known.lefts for said in wording.left_sentences(each)],
        "why_left_sentence": [wording.why_left_sentence(each) for each in known.lefts],
        "none_sentences": [
            *wording.none_sentences(None),
            *wording.none_sentences(Conflict(names, ("c-7",))),
        ],
        "stay_sentence": [wording.stay_sentence("c-7", "w-7")],
        "condition_sentence": [wording.condition_sentence(each) for each in known.conditions],
        "change_sentence": [wording.change_sentence(each) for each in changes],
        "false_claim_sentence": [wording.false_claim_sentence(each) for each in untrue],
        "cannot_sentence": [
            wording.cannot_sentence(_cannot(each, beside=beside))
            for each in of_every_kind("breach")
            for beside in (False, True)
        ],
        "too_much_sentence": [wording.too_much_sentence("c-7", "w-7")],
        "counterfactual_sentences": [
            text
            for claim in (None, _counterfactual(), *map(_counterfactual, _CHANGES))
            for text in wording.counterfactual_sentences(claim, "c-7", "w-7")
        ]
        + wording.counterfactual_sentences(_counterfactual(*_CHANGES), "c-7", "w-7"),
        "percent": [wording.percent(0.5)],
        "points": [wording.points(7)],
    }


_CHANGES = (
    Change(worker="w-7", lever="skill", what="s-7"),
    Change(worker="w-7", lever="training", what="s-7"),
    Change(worker="w-7", lever="licence", what="s-7"),
    Change(worker="w-7", lever="language", what="s-7"),
    Change(worker="w-7", lever="office", what="s-7"),
    Change(worker="w-7", lever="number", what="week", before=1800, after=1920, step=60),
    Change(worker="w-7", lever="number", what="fte", before=800, after=850, step=50),
    Change(worker="w-8", lever="away"),
)


def _counterfactual(*changes: Change) -> Counterfactual:
    return Counterfactual(
        instance="0" * 64,
        plan="0" * 64,
        seen=Seen.MANAGER,
        case="c-7",
        worker="w-7",
        changes=changes,
        value=len(changes),
        unit=Unit.CHANGES,
    )


def _cannot(breach: Breach, *, beside: bool) -> Cannot:
    return Cannot(
        instance="0" * 64,
        plan="0" * 64,
        seen=Seen.MANAGER,
        case="c-7",
        worker="w-7",
        beside=beside,
        rule=breach.rule,
        what=breach.what,
        week=breach.week,
        limit=breach.limit,
        value=breach.needed,
        unit=Unit.OF_RULE,
    )


def pages() -> list[str]:
    """Return the pages of plans, suggestions, explanations, audits and checks."""
    planned = [each for each in facts().planned if each.plan is not None]
    found = []
    for each in (planned[0], planned[-1]):
        assert each.plan is not None
        side, plan, answer = each.side, each.plan, plan_answer(each)
        found.append(plan_page(answer, why_workers(side, plan)))
        found += [plan_page(answer.model_copy(update={"ending": ending}), []) for ending in Ending]
        claims = answer.model_dump() | {"cost": 1, "ending": "none"}
        found.append(check_page(check_answer(side, plan, claims)))
        found.append(check_page(check_answer(side, plan, answer.model_dump())))
        left = [case.id for case in side.public.problem.left(plan)][:1]
        for case in [*left, *(p.case for p in plan.assignments[:1])]:
            explained = explanation_answer(side, plan, case)
            found += [explanation_page(explained), explanation_page(explained, each=True)]
            found.append(suggestion_page(suggestion_answer(side, case), 1))
            if each is planned[0]:
                best = each.outcome.certificate
                found.append(audit_page(audit_answer(side, plan, case, seconds=3, certificate=best)))
    return [_printed(page) for page in found]


def _printed(page: RenderableType) -> str:
    out = StringIO()
    Console(file=out, width=110, highlight=False, markup=False).print(page)
    return out.getvalue()
