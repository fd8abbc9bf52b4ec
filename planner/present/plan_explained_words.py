"""What is said of a changed fact, of a group of people, and of a case that goes elsewhere."""

from planner.claims import Change
from planner.explain.burden import GroupBurden
from planner.explain.language import N_, _, ngettext
from planner.explain.phrases import STEPS
from planner.explain.since import Fact, Since
from planner.units import MINUTES_PER_HOUR

_YEAR = 12
_LEVERS = {
    "skill": N_("The skill {what} for {worker}"),
    "training": N_("The training {what} for {worker}"),
    "licence": N_("The licence {what} for {worker}"),
    "language": N_("The language {what} for {worker}"),
    "office": N_("The office {what} within reach of {worker}"),
    "hire": N_("One more worker in team {what}, like its usual one"),
    "number": N_("{more} more hours of contract a week for {worker} ({before} to {after})"),
}
_FACTS = {
    Fact.GONE: N_("{before} is not here any more."),
    Fact.ROOM: N_("{before} could take it, but has no room beside what is proposed now. {breach}"),
    Fact.COST: N_(
        "{before} could still take it; with all else as proposed it would cost the plan {step}."
    ),
    Fact.TIE: N_("{before} could still take it, and it would cost the plan no more: a tie."),
    Fact.PUBLIC: N_("No public rule keeps {before} from it: they can be asked."),
    Fact.NEW: N_("It is new since."),
    Fact.WAITED: N_("It waited before."),
    Fact.KEPT: N_("No move of it was proposed before."),
    Fact.DONE: N_("Done as proposed: {before} leads it."),
    Fact.OTHERWISE: N_("{now} leads it now, not {before}."),
    Fact.CLOSED: N_("It is not among the cases any more."),
}


def lever_words(change: Change) -> str:
    """Return what would be changed."""
    hours = {
        "before": f"{change.before / MINUTES_PER_HOUR:g}",
        "after": f"{change.after / MINUTES_PER_HOUR:g}",
        "more": f"{(change.after - change.before) / MINUTES_PER_HOUR:g}",
    }
    return _(_LEVERS[change.lever]).format(what=change.what, worker=change.worker, **hours)


def team_words(group: GroupBurden) -> str:
    """Return the names of the teams of a group."""
    *others, last = group.names
    return _("{teams} and {team}").format(teams=", ".join(others), team=last) if others else last


def band_words(group: GroupBurden) -> str:
    """Return how long in the field the people of a group are."""
    low, high = group.months or (0, None)
    if high is None:
        more = ngettext("{years} year and more", "{years} years and more", _count(low))
        return more.format(years=_years(low)) if low else _("everybody")
    if low == 0:
        under = ngettext("under {years} year", "under {years} years", _count(high))
        return under.format(years=_years(high))
    return _("{low} to {high} years").format(low=_years(low), high=_years(high))


def _years(months: int) -> str:
    return f"{months / _YEAR:.1f}".removesuffix(".0")


def _count(months: int) -> int:
    """Return how many years are spoken of: one, or several."""
    return 1 if months == _YEAR else 2


def since_words(one: Since, breach: str) -> str:
    """Return what changed for a case; `breach`: the rule in the way as a sentence, or empty."""
    if one.fact is Fact.RULE:
        return breach or _("A rule now keeps {before} from it.").format(before=one.before)
    step = "" if one.step is None else _(STEPS[one.step])
    said = _(_FACTS[one.fact])
    return said.format(before=one.before, now=one.now, breach=breach, step=step).strip()
