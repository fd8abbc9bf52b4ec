"""What is said of a changed fact, of a group of people, and of a case that goes elsewhere."""

from planner.claims import Change
from planner.explain.burden import GroupBurden
from planner.explain.since import Fact, Since
from planner.units import MINUTES_PER_HOUR

_YEAR = 12
_LEVERS = {
    "skill": "The skill {what} for {worker}",
    "training": "The training {what} for {worker}",
    "licence": "The licence {what} for {worker}",
    "language": "The language {what} for {worker}",
    "office": "The office {what} within reach of {worker}",
    "hire": "One more worker in team {what}, like its usual one",
    "number": "{more:g} more hours of contract a week for {worker} ({before:g} to {after:g})",
}
_FACTS = {
    Fact.GONE: "{before} is not here any more.",
    Fact.RULE: "{breach}",
    Fact.ROOM: "{before} could take it, but has no room beside what is proposed now. {breach}",
    Fact.COST: "{before} could still take it; with all else as proposed it would cost the plan {step}.",
    Fact.TIE: "{before} could still take it, and it would cost the plan no more: a tie.",
    Fact.PUBLIC: "No public rule keeps {before} from it: they can be asked.",
    Fact.NEW: "It is new since.",
    Fact.WAITED: "It waited before.",
    Fact.KEPT: "No move of it was proposed before.",
    Fact.DONE: "Done as proposed: {before} leads it.",
    Fact.OTHERWISE: "{now} leads it now, not {before}.",
    Fact.CLOSED: "It is not among the cases any more.",
}


def lever_words(change: Change) -> str:
    """Return what would be changed."""
    hours = {
        "before": change.before / MINUTES_PER_HOUR,
        "after": change.after / MINUTES_PER_HOUR,
        "more": (change.after - change.before) / MINUTES_PER_HOUR,
    }
    return _LEVERS[change.lever].format(what=change.what, worker=change.worker, **hours)


def team_words(group: GroupBurden) -> str:
    """Return the names of the teams of a group."""
    return " and ".join(group.names)


def band_words(group: GroupBurden) -> str:
    """Return how long in the field the people of a group are."""
    low, high = group.months or (0, None)
    if high is None:
        return "everybody" if low == 0 else f"{_time(low)} and more"
    return f"under {_time(high)}" if low == 0 else f"{_time(low)} to {_time(high)}"


def _time(months: int) -> str:
    years, rest = divmod(months, _YEAR)
    if rest:
        return f"{months} months"
    return "1 year" if years == 1 else f"{years} years"


def since_words(one: Since, breach: str) -> str:
    """Return what changed for a case; `breach`: the rule in the way as a sentence, or empty."""
    fact = one.fact
    if fact is Fact.RULE and not breach:
        return f"A rule now keeps {one.before} from it."
    return _FACTS[fact].format(before=one.before, now=one.now, breach=breach, step=one.step).strip()
