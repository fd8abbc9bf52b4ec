"""Which agency a name and a seed stand for."""

from planner.domain import Agency, policy
from planner.generate.agencies import design_of
from planner.generate.chance import streams
from planner.generate.design import Design
from planner.generate.families import join_families, with_conflicts
from planner.generate.hand_out import hand_out, open_count
from planner.generate.ledger import draw_ledger
from planner.generate.limits import draw_limits
from planner.generate.new_cases import arrivals, draw_new_cases
from planner.generate.open_cases import draw_open_cases
from planner.generate.referral import referral_types
from planner.generate.roster import draw_roster

_SOURCES_OF_CHANCE = ("workers", "open cases", "new cases", "ledger", "limits")


def generate(
    name: str, seed: int, *, workers: int | None = None, new_cases: int | None = None
) -> Agency:
    """Return an invented agency of a kind: teams, workers, open and new cases, ledger and limits.

    Parameters
    ----------
    name
        Which kind of agency: one of `planner.generate.NAMES`.
    seed
        The same seed gives the same agency, everywhere.
    workers
        How many people hold cases; by default as many as the kind of agency has.
        The load of each stays the same.
    new_cases
        How many cases come in; by default as many for each full-time post as usual there.

    Raises
    ------
    UnknownAgency
        There is no such kind of agency.
    """
    return made(design_of(name), seed, workers=workers, new_cases=new_cases)


def made(
    design: Design, seed: int, *, workers: int | None = None, new_cases: int | None = None
) -> Agency:
    """Return the invented agency of a design; see `generate`.

    Each source of chance has a stream of its own, so that changing one leaves the others: more new
    cases change no worker (but for conflicts of interest in them) and no open case.
    """
    figures, today = design.figures, design.today
    happenings = {f"{place} {h.__module__}": h for place, h in enumerate(design.happenings)}
    chance = streams(seed, (*_SOURCES_OF_CHANCE, *happenings))
    people = figures.one("case_holders") if workers is None else workers
    roster = draw_roster(people, design, chance["workers"])
    waiting = draw_open_cases(open_count(roster.workers, figures), design, chance["open cases"])
    held = hand_out(waiting, roster, design, chance["open cases"])
    open_cases = tuple(one.open.case for one in held)
    count = arrivals(roster.workers, figures) if new_cases is None else new_cases
    new = draw_new_cases(count, roster, design, chance["new cases"])
    joined = join_families(new, open_cases, figures, chance["new cases"])
    agency = Agency(
        name=design.name,
        date=today,
        synthetic=True,
        policy=policy(),
        teams=roster.teams,
        referral_types=referral_types(figures),
        workers=tuple(with_conflicts(roster.workers, joined, figures, chance["new cases"])),
        cases=open_cases + joined,
        assignments=tuple(one.assignment for one in held),
        exposures=draw_ledger(roster, held, design, chance["ledger"]),
        profiles=draw_limits(roster.workers, design, chance["limits"]),
    )
    for stream, happening in happenings.items():
        agency = happening(agency, figures, chance[stream])
    return agency
