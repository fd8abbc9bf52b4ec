"""Which kind of work a case is, how urgent, and how soon somebody must have responded."""

from planner.domain import Fact, Kind
from planner.generate.chance import Chance
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.mix import Episode

_ENQUIRIES = frozenset(
    {
        "neglect",
        "emotional-abuse",
        "physical-abuse",
        "sexual-abuse",
        "trafficking",
        "criminal-exploitation",
        "harmful-practice",
    }
)
_KINDS = (
    Kind.IMMEDIATE_RESPONSE,
    Kind.INVESTIGATION,
    Kind.ONGOING,
    Kind.FORENSIC_INTERVIEW,
    Kind.ADVOCACY,
)
_WITHIN_DAYS = frozenset({Kind.INVESTIGATION, Kind.FORENSIC_INTERVIEW})


def enquiry_or_need(episode: Episode, figures: Figures, chance: Chance) -> Kind:
    """Return how the case comes in: child protection enquiries, or an assessment of need."""
    with_abuse, without = figures.several("investigation")
    share = with_abuse if episode.types & _ENQUIRIES else without
    return Kind.INVESTIGATION if chance.yes(share) else Kind.ONGOING


def report_answered(_episode: Episode, _figures: Figures, _chance: Chance) -> Kind:
    """Return how a report that a US agency answers comes in: as an investigation."""
    return Kind.INVESTIGATION


def draw_new_kind(episode: Episode, design: Design, chance: Chance) -> Kind:
    """Return how a new case comes in; a few need somebody within a day."""
    kind = design.draw_kind(episode, design.figures, chance)
    at_once = chance.yes(design.figures.one("immediate_response"))
    return Kind.IMMEDIATE_RESPONSE if at_once else kind


def response_days(kind: Kind, figures: Figures) -> int:
    """Return the days from receipt within which somebody must have responded."""
    return figures.several("response_days")[_KINDS.index(kind)]


def urgency(kind: Kind, episode: Episode) -> int:
    """Return the urgency: 5 immediate, 3 an investigation or interview, 2 with trauma, or else 1.

    Continuing danger adds one.
    """
    if kind is Kind.IMMEDIATE_RESPONSE:
        return 5
    danger = episode.rubric.continuing_danger is Fact.YES
    return (3 if kind in _WITHIN_DAYS else 1 + bool(episode.types)) + danger
