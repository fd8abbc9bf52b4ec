"""Where a run begins: the agency's open cases with their workers, its ledger, and the cases to come."""

import numpy as np

from planner.domain import Agency, Weights, Worker
from planner.dose.case_dose import dose, event_dose
from planner.dose.ledger import kept_a_week
from planner.problem.arrays import Floats
from planner.simulate.luck import Luck
from planner.simulate.people import People
from planner.simulate.state import NEVER, NOBODY, PAST, Cases, State
from planner.simulate.templates import Templates
from planner.units import DAYS_PER_WEEK


def beginning(agency: Agency, tables: Templates, luck: Luck, weeks: int) -> State:
    """Return the state on the agency's date, for a run of some weeks."""
    at = {case.id: index for index, case in enumerate(tables.cases)}
    held = sorted(agency.assignments, key=lambda assignment: assignment.case)
    template = np.array([*(at[a.case] for a in held), *luck.case_template], dtype=np.int64)
    stretch = np.concatenate([luck.held_stretch[[at[a.case] for a in held]], luck.case_stretch])
    rate = np.concatenate([luck.held_rate[[at[a.case] for a in held]], luck.case_rate]) / 1000
    count = len(template)
    given = np.array([(a.since - agency.date).days for a in held], dtype=np.int64)
    cases = Cases(
        template=template,
        day=np.concatenate([np.minimum(given, -1), luck.case_day]).astype(np.int64),
        life=np.maximum(1, -(-tables.weeks[template] * stretch // 1000)).astype(np.int64),
        rate=rate,
        age=np.zeros(count, dtype=np.int64),
        tier=tables.tier[template].copy(),
        worker=np.full(count, NOBODY),
        support=np.full(count, NOBODY),
        since=np.zeros(count, dtype=np.int64),
        given_day=np.full(count, NEVER),
        planned_end=np.zeros(count, dtype=np.int64),
        assigned_day=np.full(count, NEVER),
        closed_day=np.full(count, NEVER),
        moved=np.zeros(count, dtype=np.int64),
    )
    horizon = weeks + 1 + int(max(cases.life.max(initial=1), tables.weeks.max(initial=1)))
    people = People(agency, horizon, luck.card)
    place = {worker.id: index for index, worker in enumerate(people.workers)}
    past, equivalent = _past_doses(agency, place)
    outside, minutes = _standing(people.workers, agency.weights)
    state = State(
        agency=agency,
        templates=tables,
        cases=cases,
        people=people,
        planned=np.repeat(outside[:, None], horizon, axis=1),
        planned_minutes=np.repeat(minutes[:, None], horizon, axis=1),
        real=np.repeat(outside[:, None], horizon, axis=1),
        outside=outside,
        past=past,
        equivalent=equivalent,
    )
    leads = np.array([place[a.worker] for a in held], dtype=np.int64)
    supports = np.array([place[a.support] if a.support else NOBODY for a in held], dtype=np.int64)
    state.assign(np.arange(len(held)), leads, supports, 0, given)
    return state


def _past_doses(agency: Agency, place: dict[str, int]) -> tuple[Floats, Floats]:
    """Return each worker's fresh dose of the weeks before, and the ledger's weekly equivalent."""
    past = np.zeros((len(place), PAST))
    kept = kept_a_week(agency.policy.half_life_weeks)
    equivalent = np.zeros(len(place))
    for event in agency.exposures:
        age = (agency.date - event.week).days // DAYS_PER_WEEK
        brought = event_dose(event, agency.weights)
        if age <= PAST:
            past[place[event.worker], PAST - age] += brought
        equivalent[place[event.worker]] += (1 - kept) * kept ** (age - 1) * brought
    return past, equivalent


def _standing(workers: list[Worker], weights: Weights) -> tuple[Floats, Floats]:
    """Return the weekly dose and minutes each worker has outside cases."""
    doses = [sum(dose(s.minutes, s.tier, s.mode, weights) for s in w.standing_exposure) for w in workers]
    minutes = [sum(s.minutes for s in w.standing_exposure) for w in workers]
    return np.array(doses, dtype=np.float64), np.array(minutes, dtype=np.float64)
