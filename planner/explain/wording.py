"""The only file that makes sentences: facts in, plain words out."""

import tomllib
from functools import cache
from importlib.resources import files
from math import floor

from planner.check import FalseClaim
from planner.claims import Cannot
from planner.explain.conditions import Condition
from planner.explain.conflict import Conflict
from planner.explain.reasons import Left, Why
from planner.explain.repair import Repair
from planner.explain.standing import Standing
from planner.rule import Breach
from planner.units import COST_POINTS_PER_STS_POINT

_NOISE = 1e-6  # added before rounding down, so that floating point takes no percent


@cache
def _sentences() -> dict[str, dict[str, str | dict[str, str]]]:
    """The sentences of every rule, as they stand in sentences.toml."""
    text = files("planner.explain").joinpath("sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rule_sentence(rule: str) -> str:
    """Return what a rule says."""
    return str(_sentences()[rule]["says"])


def _said(rule: str, part: str, what: str) -> str:
    """Return one part of a rule's sentences, for the kind of breach that `what` names."""
    kind, _, _ = what.partition(":")
    found = _sentences()[rule][part]
    if isinstance(found, str):
        return found
    return found[kind] if kind in found else found["default"]


_FITS = {
    "earlier-worker": "worked with this client before",
    "sibling": "works with the family already",
    "skill": "has the skill {}",
    "language": "speaks {}",
    "wish": "offers {}, as the client wishes",
    "duty": "is on duty",
}


def breach_sentence(breach: Breach) -> str:
    """Return what a breach is, in a few words about its worker or case."""
    return _filled(breach, "breach") + "."


def _filled(breach: Breach, part: str) -> str:
    kind, _, name = breach.what.partition(":")
    more = breach.needed - breach.limit
    return _said(breach.rule, part, breach.what).format(
        who=breach.worker or f"Case {breach.case}",
        case=breach.case,
        what=breach.what,
        name=name or kind,
        week=(breach.week or 0) + 1,
        needed=breach.needed,
        limit=breach.limit,
        needed_hours=_hours(breach.needed),
        limit_hours=_hours(breach.limit),
        more_hours=_hours(more),
        needed_units=_units(breach.needed),
        limit_units=_units(breach.limit),
        more_percent=f"{more / max(1, breach.limit):.1%}",
    )


def standing_sentence(standing: Standing) -> str:
    """Return where a worker stands: the rule in the way, or that they can be asked."""
    off = " Not on duty." if standing.off_duty else ""
    if standing.breach is not None:
        return breach_sentence(standing.breach) + off
    instead = ", but only instead of something else proposed for them" if standing.instead else ""
    return f"{standing.worker} can be asked{instead}; it would cost the plan {standing.step}.{off}"


def group_phrase(standing: Standing) -> str | None:
    """Return what a ruled-out worker shares with others whom the same keeps out, to be counted."""
    if standing.breach is None:
        return None
    off = ", not on duty" if standing.off_duty else ""
    return _filled(standing.breach, "keeps_out") + off


def why_sentences(why: Why) -> list[str]:
    """Return why a worker is proposed."""
    could = f"{why.could_take} workers" if why.could_take != 1 else f"Only {why.worker}"
    sentences = [f"{could} could take this case (tier {why.tier}) if nothing else were new."]
    for fit in why.fits:
        kind, _, what = fit.partition(":")
        sentences.append(f"{why.worker} {_FITS[kind].format(what)}.")
    sentences.append(
        f"With all that is proposed, {why.worker} ({why.years_in_field:.0f} years in the field) goes"
        f" from {percent(why.share_before)} to {percent(why.share_after)} of the usual dose budget in"
        " the highest week."
    )
    if why.support:
        needed = "the case needs two workers"
        if not why.two_workers:
            needed = "the lead is in the first year in the field, and the case is severe"
        sentences.append(f"{why.support} supports: {needed}.")
    return sentences


def short_why(why: Why) -> str:
    """Return in a few words what speaks for a worker."""
    fits = [_FITS[kind].format(what) for kind, _, what in (f.partition(":") for f in why.fits)]
    could = f"one of {why.could_take} who could" if why.could_take > 1 else "nobody else could"
    return "; ".join([*fits, could])


def left_sentences(left: Left) -> list[str]:
    """Return why a case is left, and the smallest change that would admit it."""
    sentences = [why_left_sentence(left)]
    if left.change is not None:
        sentences.append(f"Smallest change, all else as proposed: {change_sentence(left.change)}")
    elif not left.could_be_asked:
        sentences.append("No change of a limit would let anybody take it.")
    if left.split:
        parts = " and ".join(f"{part.case} to {part.worker}" for part in left.split)
        sentences.append(f"If the family were split, it could go today: {parts}.")
    return sentences


def none_sentences(conflict: Conflict | None) -> list[str]:
    """Return why no plan exists."""
    if conflict is None:
        return [
            "What stands in the way is not among public facts, or was not found in time: ask the team."
        ]
    cases = ", ".join(conflict.must_assign)
    return [
        f"No plan keeps all of these rules together; drop any one of them, and one does. Cases that have"
        f" to be assigned: {cases}.",
        *(f"{name}: {rule_sentence(name)}" for name in conflict.rules),
    ]


def stay_sentence(case: str, worker: str) -> str:
    """Return that an open case stays where it is."""
    return (
        f"{case} stays with {worker}: moving it would cost more than it helps, or nobody else can take"
        " it; below is who could."
    )


def condition_sentence(condition: Condition) -> str:
    """Return what a proposal asks of people beside taking the case."""
    by = f"{condition.by:%a} {condition.by.day} {condition.by:%b}" if condition.by else ""
    facts = ", ".join(fact.replace("_", " ") for fact in condition.what)
    first = condition.what[0] if condition.what else ""
    return {
        "handover": f"{condition.worker} takes over from {first}; the handover counts as work and dose.",
        "review": f"{condition.worker} is on duty and may go beyond limits of dose, counts and the"
        f" first week's hours: a second person reviews this by {by}, and {condition.worker} is"
        " offered relief.",
        "pairs": "First visit in pairs or remote, until the worker-safety assessment is done.",
        "cover": f"{condition.worker} covers in week {first}, while the lead is on leave.",
        "rate-again": f"Not known yet, taken for the worse: {facts}. Rate again after the first"
        " meeting.",
        "action-level": f"This brings {condition.worker} to the action level: tell them first, and offer"
        f" supervision by {by}.",
    }[condition.kind]


def why_left_sentence(left: Left) -> str:
    """Return in one sentence what stands in the way of a left case."""
    if left.could_be_asked:
        named = ", ".join(left.could_be_asked[:5])
        return f"Not placed. No public rule keeps these from it, they can be asked: {named}."
    if not left.in_the_way:
        return "Nobody can take it: there is no other worker."
    parts = [
        f"{count} {_filled(Breach(rule, what=what), 'keeps_out')}"
        for (rule, what), count in left.in_the_way.items()
    ]
    nobody = "With all else as proposed, nobody can take it"
    if left.instead:
        nobody = "Nobody has room beside what is proposed"
    return f"{nobody}: {'; '.join(parts)}."


def change_sentence(change: Repair) -> str:
    """Return what would have to change for a worker to take a case."""
    changes = " and ".join(_filled(breach, "change") for breach in change.breaches)
    return f"{change.worker} could take it with {changes}."


def false_claim_sentence(claim: FalseClaim) -> str:
    """Return what a plan says of itself that is not so."""
    return f"The plan says its {claim.claim} is {claim.said}; it is {claim.found}."


def percent(share: float) -> str:
    """Return a share in whole percent, rounded down: below a level it must not read as at it."""
    return f"{floor(share * 100 + _NOISE)}%"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}"


def _units(dose: int) -> str:
    return f"{dose / 1000:.1f}"


def cannot_sentence(claim: Cannot) -> str:
    """Return which rule keeps a worker from a case, alone or beside all else that is proposed."""
    breach = Breach(
        claim.rule, claim.case, claim.worker, claim.what, claim.week, claim.limit, claim.value
    )
    beside = " With all else as proposed." if claim.beside else ""
    return breach_sentence(breach) + beside


def points(cost: int) -> str:
    """Return a cost in STS points, signed."""
    return f"{cost / COST_POINTS_PER_STS_POINT:+.3f}"
