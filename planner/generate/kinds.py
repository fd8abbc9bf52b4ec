"""Which kind of work a case is, how urgent, and how soon somebody must have responded."""

from planner.domain import Fact, Kind
from planner.generate.chance import Chance
from planner.generate.figures import figure, several
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
_KINDS = (Kind.IMMEDIATE_RESPONSE, Kind.INVESTIGATION, Kind.ONGOING)


def draw_kind(episode: Episode, chance: Chance) -> Kind:
    """Return how the case comes in: child protection enquiries, or an assessment of need."""
    with_abuse, without = several("investigation")
    share = with_abuse if episode.types & _ENQUIRIES else without
    return Kind.INVESTIGATION if chance.yes(share) else Kind.ONGOING


def draw_new_kind(episode: Episode, chance: Chance) -> Kind:
    """Return how a new case comes in; a few need somebody within a day."""
    kind = draw_kind(episode, chance)
    return Kind.IMMEDIATE_RESPONSE if chance.yes(figure("immediate_response")) else kind


def response_days(kind: Kind) -> int:
    """Return the days from receipt within which somebody must have responded."""
    return several("response_days")[_KINDS.index(kind)]


def urgency(kind: Kind, episode: Episode) -> int:
    """Return the urgency: 5 immediate, 3 an investigation, 2 with a type of trauma, or else 1.

    Continuing danger adds one.
    """
    if kind is Kind.IMMEDIATE_RESPONSE:
        return 5
    danger = episode.rubric.continuing_danger is Fact.YES
    return (3 if kind is Kind.INVESTIGATION else 1 + bool(episode.types)) + danger
