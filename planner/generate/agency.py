"""Which agency a name and a seed stand for."""

from datetime import date

from planner.domain import Agency, policy
from planner.generate.chance import streams
from planner.generate.families import join_families, with_conflicts
from planner.generate.figures import figure
from planner.generate.hand_out import hand_out, open_count
from planner.generate.ledger import draw_ledger
from planner.generate.limits import draw_limits
from planner.generate.new_cases import arrivals, draw_new_cases
from planner.generate.open_cases import draw_open_cases
from planner.generate.referral import referral_types
from planner.generate.roster import draw_roster

TODAY = date(2025, 10, 6)  # a Monday; all dates are told from it


def generate(
    name: str, seed: int, *, workers: int | None = None, new_cases: int | None = None
) -> Agency:
    """Return an invented English authority: teams, workers, open and new cases, ledger and limits.

    Each source of chance has a stream of its own, so that changing one leaves the others: more new
    cases change no worker (but for conflicts of interest in them) and no open case.

    Parameters
    ----------
    name
        What the agency is called.
    seed
        The same seed gives the same agency, everywhere.
    workers
        How many people hold cases; by default as many as the median authority has posts of them.
        The load of each stays the same.
    new_cases
        How many cases come in; by default as many for each full-time post as are published.
    """
    chance = streams(seed, ("workers", "open cases", "new cases", "ledger", "limits"))
    people = figure("case_holders") if workers is None else workers
    teams, roster = draw_roster(people, TODAY, chance["workers"])
    waiting = draw_open_cases(open_count(roster), TODAY, chance["open cases"])
    held = hand_out(waiting, teams, roster, TODAY, chance["open cases"])
    open_cases = tuple(one.open.case for one in held)
    offices = [team.office for team in teams]
    count = arrivals(roster) if new_cases is None else new_cases
    new = draw_new_cases(count, offices, roster, TODAY, chance["new cases"])
    joined = join_families(new, open_cases, chance["new cases"])
    return Agency(
        name=name,
        date=TODAY,
        synthetic=True,
        policy=policy(),
        teams=teams,
        referral_types=referral_types(),
        workers=tuple(with_conflicts(roster, joined, chance["new cases"])),
        cases=open_cases + joined,
        assignments=tuple(one.assignment for one in held),
        exposures=draw_ledger(teams, roster, held, TODAY, chance["ledger"]),
        profiles=draw_limits(roster, TODAY, chance["limits"]),
    )
