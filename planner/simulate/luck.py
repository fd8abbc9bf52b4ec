"""What no policy can change in a run: which cases come in, and what befalls the posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scipy.special import ndtri

from planner.domain import Agency
from planner.problem.arrays import Bools, Floats, Ints
from planner.risk.card import Card, card_of
from planner.risk.drawn import drawn_card
from planner.simulate.arrivals import Surge, draw_arrivals, stretches, true_rates
from planner.simulate.chance import SOURCES, keys, parts, stream, streams
from planner.simulate.days import calendar_of
from planner.simulate.parameters import Parameters
from planner.simulate.workforce import draw_workforce

__all__ = ["SOURCES", "Luck", "Surging", "draw", "streams"]


class Surging(Protocol):
    """A question, as far as luck needs it."""

    @property
    def surges(self) -> Sequence[Surge]: ...


@dataclass(frozen=True)
class Luck:
    """The luck of one replication; N cases that come in, M cases the agency has, D days from the
    agency's date with the warm-up, W posts, K occupants of a post one after the other.
    """

    posts: tuple[str, ...]  # (W,) the workers' ids, sorted
    working: Bools  # (D,) from Monday to Friday
    case_day: Ints  # (N,) of arrival, never falling
    case_template: Ints  # (N,) place in the agency's cases sorted by id: the mix is the agency's own
    case_stretch: Ints  # (N,) real life in thousandths of the planned weeks
    case_rate: Ints  # (N,) true weekly dose in thousandths of the estimate
    drift_day: Ints  # (N,) in how many days after its arrival its severity changes
    drift_step: Ints  # (N,) by how many tiers, 1 or -1
    held_stretch: Ints  # (M,) the same for what is still ahead of the agency's own cases, by id
    held_rate: Ints  # (M,) the true weekly dose of the agency's own cases
    away: Bools  # (W, D) on leave, ill or in court; a spell goes over the weekends in it
    patience: Floats  # (W, K) whoever is there leaves when the summed rate of leaving passes it
    hire_days: Ints  # (W, K) days a post stays empty after its occupant left
    bridged: Bools  # (W, K) whether agency staff bridge that vacancy
    newcomer: Ints  # (W, K) months in the field of who comes next
    card: Card  # what the risk card's estimates may really be; the planner knows only the card


def draw(agency: Agency, parameters: Parameters, question: Surging, seed: int, replication: int) -> Luck:
    """Return the luck of one replication; the same for every policy, order and machine.

    Each source of chance has a stream of its own, and each post one of its own in each source: posts
    that a question adds are put into the agency and leave everybody else's luck as it is.
    """
    chance = (seed, replication)
    calendar = calendar_of(agency.date, parameters)
    workers = sorted(agency.workers, key=lambda worker: worker.id)
    arrivals = draw_arrivals(agency, parameters, question.surges, calendar, chance)
    people = draw_workforce(workers, parameters, calendar, chance)
    ids = sorted(case.id for case in agency.cases)
    own, own_rate = (parts(keys(source, *chance, ids), 1)[:, 0] for source in ("stretch", "rate"))
    return Luck(
        posts=tuple(worker.id for worker in workers),
        working=calendar.working,
        case_day=arrivals.day,
        case_template=arrivals.template,
        case_stretch=arrivals.stretch,
        case_rate=arrivals.rate,
        drift_day=arrivals.drift_day,
        drift_step=arrivals.drift_step,
        held_stretch=stretches(ndtri(own), parameters),
        held_rate=true_rates(ndtri(own_rate), parameters),
        card=drawn_card(card_of(agency.risk_card), stream("card", *chance)),
        **vars(people),
    )
