"""The sentences of a worker's own page: facts in, plain words to that worker out."""

from planner.explain.headroom import Room
from planner.explain.language import N_, _, ngettext
from planner.explain.own import InTheWay, Own, OwnChange
from planner.explain.phrases import STEPS
from planner.explain.reasons import Why
from planner.explain.standing import CostStep
from planner.explain.trajectory import Trajectory
from planner.explain.wording import breach_sentence, percent

_FITS = {
    "earlier-worker": N_("You worked with this client before."),
    "sibling": N_("You work with the family already."),
    "skill": N_("You have the skill {what}."),
    "language": N_("You speak {what}."),
    "wish": N_("You offer {what}, as the client wishes."),
    "duty": N_("You are on duty."),
}
_HELPS = {
    "support": N_("{lead} leads it, and you support."),
    "cover": N_("{lead} leads it, and you cover while the lead is on leave."),
}
_COSTS = {
    CostStep.SAME: N_("With you, the plan would cost about the same: it could as well have been you."),
    CostStep.MORE: N_("With you, the plan would cost more."),
    CostStep.MUCH_MORE: N_("With you, the plan would cost much more, or leave out other cases."),
}
_ROOMS = {
    "hours": N_("hours for new work, in the fullest week"),
    "dose-budget": N_("dose up to your budget, in the fullest week"),
    "budget-margin": N_("the same, with room kept for what is uncertain"),
    "dose of 7 days": N_("dose of 7 days, in the fullest week"),
    "dose of 28 days": N_("dose of 28 days, in the fullest week"),
    "dose of 182 days": N_("dose of 182 days, in the fullest week"),
    "severest-at-once": N_("severest cases at one time"),
    "days-between-severest": N_("severest cases newly given, for now"),
    "severe-share": N_("severe cases up to your share"),
    "ongoing": N_("new ongoing cases this month"),
    "investigation": N_("new investigations this month"),
    "new-cases-a-batch": N_("new cases in one plan"),
}
_BEFORE = {
    None: N_("{case} was not yours."),
    "stays": N_("{case} was to stay with you."),
    "lead": N_("{case} was yours to lead."),
    "support": N_("{case} was yours to support."),
    "cover": N_("{case} was yours to cover."),
}
_AFTER = {
    "stays": N_("Now it stays with you."),
    "lead": N_("Now you lead it."),
    "support": N_("Now you support it."),
    "cover": N_("Now you cover it."),
}


def own_sentences(own: Own) -> list[str]:
    """Return why a case is the worker's, or why it is not."""
    if own.role == "stays":
        return [
            _("It stays with you: a move would cost more than it helps, or nobody else can take it.")
        ]
    if own.why is not None:
        return _why_me(own, own.why)
    if own.role is not None:
        return [_(_HELPS[own.role]).format(lead=own.lead)]
    goes = _("Nobody is proposed for it.")
    if own.lead is not None:
        goes = _("It goes to {lead}.").format(lead=own.lead)
    return [goes, *_why_not_me(own)]


def _why_me(own: Own, why: Why) -> list[str]:
    could = ngettext(
        "Only you could take it if nothing else were new. Its tier is {tier}.",
        "If nothing else were new, {count} people could take it, you too. Its tier is {tier}.",
        why.could_take,
    )
    sentences = [_("It is proposed to you."), could.format(count=why.could_take, tier=why.tier)]
    for fit in why.fits:
        kind, _colon, what = fit.partition(":")
        sentences.append(_(_FITS[kind]).format(what=what))
    counts = [
        _("{step}: {count}").format(step=_(STEPS[step]), count=own.others[step])
        for step in CostStep
        if own.others.get(step)
    ]
    if counts:
        told = _("How many others can be asked, by what it would cost the plan: {counts}.")
        sentences.append(told.format(counts=", ".join(counts)))
    else:
        sentences.append(_("Nobody else can be asked."))
    if why.support:
        sentences.append(_("{support} supports you.").format(support=why.support))
    return sentences


def _why_not_me(own: Own) -> list[str]:
    told = []
    if own.in_the_way:
        told = [_("This keeps you from it:"), *map(keeps_sentence, own.in_the_way)]
    elif own.step is not None:
        told = [_("Nothing keeps you from it."), _(_COSTS[own.step])]
        if own.beside:
            no_room = _(
                "It would be in place of something else proposed for you. What has no room beside:"
            )
            told += [no_room, *map(keeps_sentence, own.beside)]
    if own.off_duty:
        told.append(_("Somebody on duty is proposed, and you are not on duty."))
    return told


def keeps_sentence(keeps: InTheWay) -> str:
    """Return a rule that keeps the worker from a case, and whether anybody else is told."""
    told = breach_sentence(keeps.breach)
    if not keeps.private:
        return told
    return told + " " + _("This follows from what you told; nobody else is told so.")


def dose_sentences(dose: Trajectory, action_level_share: int) -> list[str]:
    """Return what a case does to the worker's dose at its highest, as shares of their own budget."""
    budget = [max(1, int(each)) for each in dose.budget]
    carried, without, with_case = (
        max(int(d) / b for d, b in zip(doses, budget, strict=True))
        for doses in (dose.carried, dose.without, dose.with_case)
    )
    sentences = [
        _("These are shares of your budget in your highest week of the next {weeks}.").format(
            weeks=len(budget)
        ),
        _(
            "With nothing new: {carried}. With all else proposed: {without}. With {case} too: {share}."
        ).format(
            carried=percent(carried), without=percent(without), case=dose.case, share=percent(with_case)
        ),
    ]
    if dose.along:
        sentences.append(_("These go along: {cases}.").format(cases=", ".join(dose.along)))
    level = action_level_share / 1000
    if (with_case if dose.planned else without) >= level:
        reached = _("As proposed, you reach the action level ({level}): you are offered supervision.")
        sentences.append(reached.format(level=percent(level)))
    return sentences


def room_phrase(room: Room) -> str:
    """Return what a room is of."""
    return _(_ROOMS[room.what or room.rule])


def changed_sentence(change: OwnChange) -> str:
    """Return what is another than in the plan before."""
    told = [_(_BEFORE[change.before]).format(case=change.case)]
    if change.after is not None:
        return " ".join([*told, _(_AFTER[change.after])])
    if change.lead is None:
        told.append(_("Now nobody is proposed for it."))
    else:
        told.append(_("Now {lead} leads it.").format(lead=change.lead))
    still = [_("You could still take it beside all else.")]
    return " ".join([*told, *(map(keeps_sentence, change.in_the_way) if change.in_the_way else still)])
