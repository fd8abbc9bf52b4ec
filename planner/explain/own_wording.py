"""The sentences of a worker's own page: facts in, plain words to that worker out."""

from planner.explain.headroom import Room
from planner.explain.own import InTheWay, Own, OwnChange
from planner.explain.reasons import Why
from planner.explain.standing import CostStep
from planner.explain.trajectory import Trajectory
from planner.explain.wording import breach_sentence, percent

_FITS = {
    "earlier-worker": "You worked with this client before.",
    "sibling": "You work with the family already.",
    "skill": "You have the skill {}.",
    "language": "You speak {}.",
    "wish": "You offer {}, as the client wishes.",
    "duty": "You are on duty.",
}
_DOES = {"lead": "lead it", "support": "support its lead", "cover": "cover for its lead"}
_COSTS = {
    CostStep.SAME: "cost the plan about the same: it could as well have been you",
    CostStep.MORE: "cost the plan more",
    CostStep.MUCH_MORE: "cost the plan much more, or other cases could not be covered",
}
_ROOMS = {
    "hours": "hours for new work, in the fullest week",
    "dose-budget": "dose up to your budget, in the fullest week",
    "budget-margin": "dose up to your budget, less what is uncertain",
    "dose-windows": "{} up to its limit, in the fullest week",
    "severest-at-once": "severest cases at one time",
    "days-between-severest": "severest cases newly given, for now",
    "severe-share": "severe cases up to your share",
    "intake-pace": "new {} cases this month",
    "new-cases-a-batch": "new cases in one plan",
}
_PRIVATE = " This follows from what you told; nobody else is told so."


def own_sentences(own: Own) -> list[str]:
    """Return why a case is the worker's, or why it is not."""
    if own.role == "stays":
        return [
            "It stays with you: moving it would cost more than it helps, or nobody else can take it."
        ]
    if own.why is not None:
        return list(_why_me(own, own.why))
    if own.role is not None:
        return [f"{own.lead} leads it, and you {_DOES[own.role]}."]
    goes = "Nobody is proposed for it." if own.lead is None else f"It goes to {own.lead}."
    return [goes, *_why_not_me(own)]


def _why_me(own: Own, why: Why) -> list[str]:
    could = (
        f"{why.could_take} workers, you among them, could" if why.could_take > 1 else "Only you could"
    )
    return [
        f"It is proposed to you. {could} take it (tier {why.tier}) if nothing else were new.",
        *(_FITS[kind].format(what) for kind, _, what in (fit.partition(":") for fit in why.fits)),
        _others(own),
        *([f"{why.support} supports you."] if why.support else []),
    ]


def _others(own: Own) -> str:
    told = [f"{own.others[step]} {step}" for step in CostStep if own.others.get(step)]
    if not told:
        return "Nobody else can be asked."
    return f"To give it to somebody else would cost the plan, by who takes it: {', '.join(told)}."


def _why_not_me(own: Own) -> list[str]:
    off = ["Somebody on duty is proposed, and you are not on duty."] if own.off_duty else []
    if own.in_the_way:
        return ["This keeps you from it:", *map(keeps_sentence, own.in_the_way), *off]
    if own.step is None:
        return off
    where = ", in place of something else proposed for you" if own.instead else ""
    told = f"Nothing keeps you from it{where}. Giving it to you would {_COSTS[own.step]}."
    if not own.beside:
        return [told, *off]
    return [told, "Beside all that is proposed to you there is no room:", *_all(own.beside), *off]


def _all(keeps: tuple[InTheWay, ...]) -> list[str]:
    return [keeps_sentence(each) for each in keeps]


def keeps_sentence(keeps: InTheWay) -> str:
    """Return a rule that keeps the worker from a case, and whether anybody else is told."""
    return breach_sentence(keeps.breach) + (_PRIVATE if keeps.private else "")


def dose_sentences(dose: Trajectory, action_level_share: int) -> list[str]:
    """Return what a case does to the worker's dose at its highest, as shares of their own budget."""
    budget = [max(1, int(each)) for each in dose.budget]
    carried, without, with_case = (
        max(int(d) / b for d, b in zip(doses, budget, strict=True))
        for doses in (dose.carried, dose.without, dose.with_case)
    )
    along = f" and {', '.join(dose.along)}, which go along," if dose.along else ""
    sentences = [
        f"Your highest week of the next {len(budget)}: {percent(carried)} of your budget with nothing"
        f" new, {percent(without)} with all else that is proposed to you, {percent(with_case)} with"
        f" {dose.case}{along} too."
    ]
    level = action_level_share / 1000
    if (with_case if dose.planned else without) >= level:
        sentences.append(
            f"As proposed you are at the action level ({percent(level)}): supervision is offered to you,"
            " and no new severe case is given."
        )
    return sentences


def room_phrase(room: Room) -> str:
    """Return what a room is of."""
    return _ROOMS[room.rule].format(room.what)


def changed_sentence(change: OwnChange) -> str:
    """Return what is another than in the plan before."""
    was = {None: "not yours", "stays": "with you"}.get(
        change.before, f"proposed to you ({change.before})"
    )
    if change.after == "stays":
        return f"{change.case}: was {was}; now it stays with you."
    if change.after is not None:
        return f"{change.case}: was {was}; now you {_DOES[change.after]}."
    goes = "nobody is proposed for it" if change.lead is None else f"{change.lead} leads it"
    why = " You could still take it beside all else."
    if change.in_the_way:
        why = " " + " ".join(keeps_sentence(each) for each in change.in_the_way)
    return f"{change.case}: was {was}; now {goes}.{why}"
