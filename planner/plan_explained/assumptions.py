"""The settings, weights and unknown facts that a plan hangs on, as data."""

from planner.domain import Agency
from planner.explain.assumptions import HANGS_ON, Unknown, unknown_facts
from planner.policy_answers import policy_answer
from planner.present.plan_explained import AssumptionsAnswer, UnknownAnswer
from planner.present.policy import SettingAnswer
from planner.sourced import Sourced


def assumptions(agency: Agency) -> AssumptionsAnswer:
    """Return what every plan of an agency hangs on; public facts alone."""
    weights = agency.weights
    parts = {
        "tier_weights": weights.tier_weights,
        "reading": weights.reading,
        "media": weights.media,
    }
    told = policy_answer(agency.name, agency.policy).settings
    return AssumptionsAnswer(
        settings=[each for each in told if each.name in HANGS_ON or each.value != each.default],
        weights=[_weight(name, part) for name, part in parts.items()],
        weights_name=f"{weights.name} {weights.version}",
        own_card=bool(agency.risk_card),
        unknown_new=_unknown(unknown_facts(agency, new=True)),
        unknown_open=_unknown(unknown_facts(agency, new=False)),
    )


def _weight(name: str, part: Sourced) -> SettingAnswer:
    value = part.value
    known = {"unit", "least", "most", "provenance", "source", "meaning"}
    return SettingAnswer.model_validate(
        {"name": name, "group": "dose", "value": value, "default": value}
        | part.model_dump(include=known)
    )


def _unknown(found: Unknown) -> UnknownAnswer:
    return UnknownAnswer(cases=found.cases, of_cases=found.of_cases, facts=found.facts)
