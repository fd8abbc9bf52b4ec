"""The only file that makes sentences: facts in, plain words out."""

from collections.abc import Callable

from planner.check import FalseClaim
from planner.explain.conflict import Conflict
from planner.explain.reasons import Left, Why
from planner.explain.repair import Repair
from planner.explain.standing import Standing
from planner.rule import Breach

RULES: dict[str, str] = {
    "must-assign": "A case marked must_assign may not be left.",
    "one-lead": "A case has one lead worker, and a supporting worker only where one is asked for.",
    "qualification": "The lead worker has the skills, the licence and the language the case needs.",
    "conflict-of-interest": "Nobody works on a case, or for a family, they are barred from.",
    "own-limits": "Nobody is given what they said they do not take for now.",
    "hours": "New work fits into what the worker's week has left, every week.",
    "dose-budget": "Planned dose stays within the worker's budget, every week.",
    "severest-at-once": "Nobody works on more than a few of the severest cases at one time.",
    "first-year-support": "A severe case led in the first year has an experienced worker beside it.",
    "together": "Cases marked together go to one worker, or all wait.",
}

_KEEPS_OUT: dict[str, str] = {
    "must-assign": "needed for a case that has to be assigned",
    "one-lead": "on the case in another role",
    "conflict-of-interest": "with a conflict of interest",
    "own-limits": "not taking such cases for now",
    "hours": "with too few hours left",
    "dose-budget": "without room in the dose budget",
    "severest-at-once": "with as many of the severest cases as allowed",
    "first-year-support": "in the first year, with nobody experienced free to support",
    "together": "with room for only part of the family",
}

_LACKS = {
    "skill": "does not have the skill {}",
    "licence": "does not have the licence {}",
    "language": "does not speak {}",
}

_LACK = {
    "skill": "without the skill {}",
    "licence": "without the licence {}",
    "language": "without the language {}",
}

_CHANGES: dict[str, Callable[[Breach], str]] = {
    "hours": lambda b: f"{_hours(b.needed - b.limit)} more hours a week for cases",
    "dose-budget": lambda b: f"a dose budget higher by {_percent(b)}",
    "severest-at-once": lambda b: f"{b.needed} of the severest cases at once in place of {b.limit}",
    "first-year-support": lambda _: "an experienced worker free to support",
    "qualification": lambda b: _gain(b.what),
    "together": lambda _: "the family split between workers",
}

_FITS = {
    "earlier-worker": "worked with this client before",
    "sibling": "works with the family already",
    "skill": "has the skill {}",
    "language": "speaks {}",
}


def breach_sentence(breach: Breach) -> str:
    """Return what a breach is, in a few words about its worker or case."""
    who, week = breach.worker or f"Case {breach.case}", (breach.week or 0) + 1
    sentences: dict[str, str] = {
        "must-assign": f"Case {breach.case} has to be assigned and is left",
        "one-lead": f"Case {breach.case} has {breach.what.replace('-', ' ')}",
        "conflict-of-interest": f"{who} has a conflict of interest with case {breach.case}",
        "own-limits": f"{who} does not take cases like {breach.case} for now",
        "hours": f"{who} has too few hours left in week {week}"
        f" ({_hours(breach.needed)} needed, {_hours(breach.limit)} available)",
        "dose-budget": f"{who} would go over the dose budget in week {week}"
        f" ({_units(breach.needed)} of {_units(breach.limit)} units)",
        "severest-at-once": f"{who} would hold {breach.needed} of the severest cases"
        f" ({breach.limit} allowed)",
        "first-year-support": _support(breach),
        "together": f"Family {breach.what} would not stay with one worker",
    }
    if breach.rule == "qualification":
        kind, _, what = breach.what.partition(":")
        return f"{who} {_LACKS[kind].format(what)}."
    return sentences[breach.rule] + "."


def standing_sentence(standing: Standing) -> str:
    """Return where a worker stands: the rule in the way, or that they can be asked."""
    if standing.breach is not None:
        return breach_sentence(standing.breach)
    return f"{standing.worker} can be asked; it would cost the plan {standing.step}."


def why_sentences(why: Why) -> list[str]:
    """Return why a worker is proposed."""
    could = f"{why.could_take} workers" if why.could_take != 1 else f"Only {why.worker}"
    sentences = [f"{could} could take this case (tier {why.tier}) if nothing else were new."]
    for fit in why.fits:
        kind, _, what = fit.partition(":")
        sentences.append(f"{why.worker} {_FITS[kind].format(what)}.")
    sentences.append(
        f"With all that is proposed, {why.worker} ({why.years_in_field:.0f} years in the field) goes"
        f" from {why.share_before:.0%} to {why.share_after:.0%} of the usual dose budget in the"
        " highest week."
    )
    if why.support:
        sentences.append(
            f"{why.support} supports: a severe case led in the first year needs an experienced"
            " worker beside it."
        )
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
        *(f"{name}: {RULES[name]}" for name in conflict.rules),
    ]


def why_left_sentence(left: Left) -> str:
    """Return in one sentence what stands in the way of a left case."""
    if left.could_be_asked:
        named = ", ".join(left.could_be_asked[:5])
        return f"Not placed. No public rule keeps these from it, they can be asked: {named}."
    if not left.in_the_way:
        return "Nobody can take it: the agency has no workers."
    parts = [
        f"{count} {_LACK[kind].format(name) if name else _KEEPS_OUT[rule]}"
        for (rule, what), count in left.in_the_way.items()
        for kind, _, name in [what.partition(":")]
    ]
    return f"With all else as proposed, nobody can take it: {'; '.join(parts)}."


def change_sentence(change: Repair) -> str:
    """Return what would have to change for a worker to take a case."""
    changes = " and ".join(_CHANGES[breach.rule](breach) for breach in change.breaches)
    return f"{change.worker} could take it with {changes}."


def false_claim_sentence(claim: FalseClaim) -> str:
    """Return what a plan says of itself that is not so."""
    return f"The plan says its {claim.claim} is {claim.said}; it is {claim.found}."


def _support(breach: Breach) -> str:
    if breach.what == "supporting":
        return f"{breach.worker} is in the first year and cannot support case {breach.case}"
    return f"{breach.worker} is in the first year, and nobody experienced is free to support"


def _gain(what: str) -> str:
    kind, _, name = what.partition(":")
    return f"the {kind} {name}"


def _percent(breach: Breach) -> str:
    share = (breach.needed - breach.limit) / max(1, breach.limit)
    return f"{share:.1%}"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}"


def _units(dose: int) -> str:
    return f"{dose / 1000:.1f}"
