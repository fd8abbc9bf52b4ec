"""How one setting is changed: a world from an agency and another value."""

from planner.domain import Agency, Case, Exposure, Stage, Weights
from planner.domain.exposure import Source
from planner.dose.brought import minutes_by_tier
from planner.dose.ordinary import budget_for
from planner.goals import GOALS
from planner.risk.card import card_of, read_card
from planner.risk.entries import Term
from planner.risk.update.card_text import card_text
from planner.sensitivity.world import World
from planner.units import Thousandths

_SHARES = (Source.CASE, Source.SUPPORT)  # whose minutes are a share of a case's hours
_MOST_MINUTES = 7 * 24 * 60  # in a week


def with_policy(agency: Agency, **values: int) -> World:
    """Return the world with other values of settings of the policy."""
    changed = type(agency.policy).model_validate(dict(agency.policy) | values)
    return World(agency.changed(policy=changed))


def with_chance_level(
    agency: Agency, budget_kept: Thousandths, rate_spread: Thousandths, weeks_spread: Thousandths
) -> World:
    """Return the world in which dose budgets are to be kept so surely.

    A chance asks for nothing where everything is certain, so both spreads come with it where the policy
    has neither; an agency's own stay.
    """
    changed = {"budget_kept": budget_kept}
    if agency.policy.rate_spread == agency.policy.weeks_spread == 0:
        changed |= {"rate_spread": rate_spread, "weeks_spread": weeks_spread}
    return with_policy(agency, **changed)


def with_tier_weights(agency: Agency, weights: Weights, *, budget_too: bool) -> World:
    """Return the world with other weights of an hour.

    `budget_too`: the unit budget moves along, so that the agency's own work of this week sits where it
    sat: this asks what the shape of the weights does. Else the budget stays, and the level moves too.
    """
    if not budget_too:
        return World(agency.changed(weights=weights))
    budget = budget_for(minutes_by_tier(agency), agency.policy, agency.weights, weights)
    return with_policy(agency.changed(weights=weights), unit_budget=budget)


def with_exposure_share(agency: Agency, times: Thousandths) -> World:
    """Return the world in which another share of every case's hours is exposure; no hours change.

    A stage has no more exposure than hours. What the ledger holds of past cases changes alike;
    shifts, supervision, court and handover are hours of their own and stay.
    """
    cases = tuple(_case(case, times) for case in agency.cases)
    past = tuple(_event(event, times) for event in agency.exposures)
    return World(agency.changed(cases=cases, exposures=past))


def _case(case: Case, times: Thousandths) -> Case:
    return case.model_copy(update={"stages": tuple(_stage(stage, times) for stage in case.stages)})


def _stage(stage: Stage, times: Thousandths) -> Stage:
    spent = sum(minutes for _, minutes in stage.exposure)
    hours = spent + stage.other
    wanted = min(hours, spent * times // 1000)
    exposure = tuple((mode, minutes * wanted // max(1, spent)) for mode, minutes in stage.exposure)
    other = hours - sum(minutes for _, minutes in exposure)
    return stage.model_copy(update={"exposure": exposure, "other": other})


def _event(event: Exposure, times: Thousandths) -> Exposure:
    if event.source not in _SHARES:
        return event
    return event.model_copy(update={"minutes": min(_MOST_MINUTES, event.minutes * times // 1000)})


def with_dose_coefficient(agency: Agency, estimate: Thousandths) -> World:
    """Return the world in which dose counts for predicted STS as given, or where 0, not at all.

    A card must let dose raise the score. Where it does not, no plan adds to expected harm, so the goal
    is left out.
    """
    if estimate == 0:
        return World(agency, tuple(goal for goal in GOALS if goal.name != "expected-harm"))
    card = card_of(agency.risk_card)
    term, value = card.term["indirect_dose"], estimate / 1000
    low, high = min(term.low, value), max(term.high, value)
    changed = Term.model_validate(dict(term) | {"estimate": value, "low": low, "high": high})
    text = card_text(card.model_copy(update={"term": card.term | {"indirect_dose": changed}}))
    read_card(text)  # refused where its estimates explain more than there is
    return World(agency.changed(risk_card=text))
