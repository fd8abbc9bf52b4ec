"""Which numbers and sentences the page computes with, as data: those of the card, and no answer."""

from typing import Any

from planner.domain import Policy
from planner.risk.card import Card
from planner.risk.prediction import LARGEST_Z, SHARE
from planner.risk.self_check.material import thresholds, words
from planner.risk.self_check.outcome import NOISE, STEPS
from planner.risk.self_check.questions import Question, questions, screeners_for
from planner.risk.self_check.sentences import sizes, step_meanings

_SAID_BY_PAGE = ("refused", "result", "step", "share", "question")


def page_numbers(card: Card, policy: Policy) -> dict[str, Any]:
    """Return what `page.js` reads: the card's numbers, the thresholds and the sentences."""
    limits = thresholds()
    asked = {each.term: each for each in questions(card)}
    said = {section: words()[section] for section in _SAID_BY_PAGE}
    return {
        "share": SHARE,
        "largestZ": LARGEST_Z,
        "noise": NOISE,
        "outcomeRange": card.outcome_range,
        "bands": {"names": card.bands.names, "lowest": card.bands.lowest},
        "population": {
            setting.value: {"mean": each.mean, "sd": each.sd, "priorSd": each.prior_sd}
            for setting, each in card.population.items()
        },
        "terms": [_term(card, asked[name]) for name in card.moving],
        "screeners": {
            name: {
                "name": each.name,
                "least": each.least,
                "most": each.most,
                "bands": each.bands,
                "lowest": each.lowest,
                "steps": [{"from": start, "step": step.value} for start, step in each.steps],
            }
            for name, each in screeners_for(card).items()
        },
        "steps": [step.value for step in STEPS],
        "means": {step.value: meaning for step, meaning in step_meanings(policy).items()},
        "lighterFrom": limits["lighter_from"].number,
        "restFrom": limits["rest_from"].number,
        "stssError": limits["stss_error"].number,
        "sizes": sizes(card),
        "words": said | {"cannot": words()["cannot"]["lines"]},
    }


def _term(card: Card, question: Question) -> dict[str, Any]:
    term = card.term[question.term]
    return {
        "name": question.term,
        "label": question.label,
        "estimate": term.estimate,
        "priorSd": term.prior_sd,
        "logarithm": term.transform != "none",
        "centre": term.centre,
        "scale": term.scale,
        "observed": term.observed,
        "bounds": term.bounds,
    }
