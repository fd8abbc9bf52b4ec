"""What is said for each code of a fact: written down here, said by `wording.py` alone."""

from planner.explain.language import N_

FITS = {
    "earlier-worker": N_("worked with this client before"),
    "sibling": N_("works with the family already"),
    "skill": N_("has the skill {what}"),
    "language": N_("speaks {what}"),
    "wish": N_("offers {what}, as the client wishes"),
    "duty": N_("is on duty"),
}
KINDS = {"ongoing": N_("ongoing"), "investigation": N_("investigation")}
FACTS = {
    "multiple_trauma_types": N_("multiple trauma types"),
    "sexual_violence": N_("sexual violence"),
    "child_13_or_under": N_("child 13 or under"),
    "death_or_threat": N_("death or threat"),
    "graphic_material": N_("graphic material"),
    "continuing_danger": N_("continuing danger"),
}
STEPS = {
    "about the same": N_("about the same"),
    "more": N_("more"),
    "much more": N_("much more"),
}
CONDITIONS = {
    "handover": N_("{worker} takes over from {first}; the handover counts as work and dose."),
    "review": N_(
        "{worker} is on duty and may go beyond limits of dose, counts and the first week's hours: a"
        " second person reviews this by {by}, and {worker} is offered relief."
    ),
    "pairs": N_("First visit in pairs or remote, until the worker-safety assessment is done."),
    "cover": N_("{worker} covers in week {first}, while the lead is on leave."),
    "rate-again": N_("Not known yet, taken for the worse: {facts}. Rate again after the first meeting."),
    "action-level": N_(
        "This brings {worker} to the action level: tell them first, and offer supervision by {by}."
    ),
}
CHANGES = {
    "away": N_("{worker} not there to be asked"),
    "week": N_("{after} hours of contract a week, now {before}"),
    "fte": N_("{after}% of a full post, now {before}%"),
}
LESS = {
    "week": N_("An hour less would not do."),
    "fte": N_("A post 5% smaller would not do."),
}
FALSE_CLAIMS = {
    "": N_("The plan says its {claim} is {said}; it is {found}."),
    "unknown": N_("The plan says its {claim} is {said}; there is no such figure."),
    "above-cost": N_("The plan says its {claim} is {said}; it is no more than the cost, {found}."),
    "a-plan": N_("The plan says its {claim} is {said}; but it is a plan."),
    "not-proven": N_(
        "The plan says its {claim} is {said}; it is good: the bound does not prove it best."
    ),
    "no-ending": N_(
        "The plan says its {claim} is {said}; it is none of best, good, none, unknown and fallback."
    ),
}
