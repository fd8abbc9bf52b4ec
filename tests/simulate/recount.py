"""What a run must come to, counted again case by case and week by week from who was given what.

It shares no bookkeeping with the engine: it knows the luck, what each case is like, and the choices of
the policy, which are watched while the run goes on. Dose must not drive anybody out, so that who
leaves follows from luck alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pytest

from planner.domain import Agency, Worker
from planner.dose.case_dose import HIGHEST_TIER, dose, event_dose
from planner.problem.arrays import Bools, Floats, Ints
from planner.simulate.engine import Trace, run
from planner.simulate.luck import Luck
from planner.simulate.parameters import Parameters
from planner.simulate.policies import POLICIES, Given, Policy
from planner.simulate.snapshot import Ahead
from planner.simulate.state import State
from planner.simulate.templates import Templates, templates

FOREVER = 1 << 30  # weeks
Choice = tuple[int, int, int, int]  # week, case, lead, support or -1


class Watched(Policy):
    """A policy whose every choice is remembered."""

    def __init__(self, inner: Policy) -> None:
        super().__init__()
        self.inner, self.daily = inner, inner.daily
        self.choices: list[Choice] = []

    def give(self, state: State, waiting: Sequence[int], ahead: Ahead) -> Given:
        given = self.inner.give(state, waiting, ahead)
        self.choices += [(ahead.week, *one) for one in given]
        return given


@dataclass(frozen=True)
class Stint:
    """A time for which a case is with a lead; `end` is the first week in which it is not."""

    post: int
    support: int
    since: int
    end: int
    age: int  # weeks worked on it before
    helped: int  # the first week without the support, who may leave before the lead


@dataclass
class Story:
    """What became of a case: who had it when, and the week from which it is over."""

    arrives: int  # day
    template: int
    life: int  # weeks
    rate: float = 1.0  # true dose for each unit of the estimate
    drifts: tuple[int, int] = (FOREVER, 0)  # from which week by how many tiers
    stints: list[Stint] = field(default_factory=list)
    over: int = FOREVER

    def at(self, week: int) -> Stint | None:
        """Return who has it in a week."""
        return next((stint for stint in self.stints if stint.since <= week < stint.end), None)

    def waits(self, week: int) -> bool:
        """Tell whether it waits at the end of a week."""
        return self.arrives < 7 * (week + 1) and week < self.over and self.at(week) is None


@dataclass(frozen=True)
class Recount:
    """A run counted again; T weeks, W posts, N cases, the agency's own by id first."""

    agency: Agency
    given: Parameters
    luck: Luck
    choices: Sequence[Choice]

    @cached_property
    def weeks(self) -> int:
        return self.given.warm_up_weeks + self.given.weeks

    @cached_property
    def tables(self) -> Templates:
        return templates(self.agency)

    @cached_property
    def workers(self) -> list[Worker]:
        return sorted(self.agency.workers, key=lambda worker: worker.id)

    @cached_property
    def stays(self) -> list[list[tuple[int, int]]]:
        """From which week to which each occupant of each post is there."""
        return [self._stays(post) for post in range(len(self.workers))]

    def _stays(self, post: int) -> list[tuple[int, int]]:
        assert self.given.turnover_exposure == 0
        rate, luck, worker = self.given.turnover / 1000 / 52, self.luck, self.workers[post]
        last_day = FOREVER if worker.last_day is None else (worker.last_day - self.agency.date).days
        found: list[tuple[int, int]] = []
        begins, hired_on, occupant, hazard = 0, FOREVER, 0, 0.0
        for week in range(self.weeks):
            known = occupant == 0 and last_day < 7 * week
            if begins <= week and (known or hazard > luck.patience[post, occupant]):
                found.append((begins, week))
                if hired_on == FOREVER:
                    hired_on = 7 * week + int(luck.hire_days[post, occupant])
                begins = week if luck.bridged[post, occupant] else FOREVER
                occupant, hazard = occupant + 1, 0.0
            if hired_on <= 7 * week:
                found += [(begins, week)] if begins < week else []
                begins, hired_on = week, FOREVER
            hazard += rate if begins <= week else 0
        return [*found, (begins, FOREVER)]

    @cached_property
    def stories(self) -> list[Story]:
        """What became of each case."""
        at = {case.id: place for place, case in enumerate(self.tables.cases)}
        post = {worker.id: place for place, worker in enumerate(self.workers)}
        own, luck = sorted(self.agency.assignments, key=lambda one: one.case), self.luck
        found = [self._story(-1, at[one.case], luck.held_stretch[at[one.case]]) for one in own]
        for story in found:
            story.rate = int(luck.held_rate[story.template]) / 1000
        for place in range(len(luck.case_day)):
            day, template = int(luck.case_day[place]), int(luck.case_template[place])
            story = self._story(day, template, luck.case_stretch[place])
            story.rate = int(luck.case_rate[place]) / 1000
            drifts = day + int(luck.drift_day[place])
            story.drifts = (drifts // 7, int(luck.drift_step[place]))
            found.append(story)
        for case, one in enumerate(own):
            support = post[one.support] if one.support else -1
            self._goes(found[case], (0, case, post[one.worker], support))
        for choice in self.choices:
            self._goes(found[choice[1]], choice)
        return found

    def _story(self, arrives: int, template: int, stretch: int) -> Story:
        planned = int(self.tables.weeks[template])
        return Story(arrives, template, max(1, -(-planned * int(stretch) // 1000)))

    def _goes(self, story: Story, choice: Choice) -> None:
        week, _, post, support = choice
        assert week < story.over, "a case that is over was given out"
        assert story.waits(week), "a case was given out that did not wait"
        leaves = next(end for first, end in self.stays[post] if first <= week < end)
        age = sum(stint.end - stint.since for stint in story.stints)
        ends = week + max(1, story.life - age)
        helped = (
            [end for first, end in self.stays[support] if first <= week < end] if support >= 0 else [0]
        )
        story.stints.append(Stint(post, support, week, min(ends, leaves), age, helped[0]))
        story.over = ends if ends <= leaves else FOREVER

    @cached_property
    def filled(self) -> Bools:
        """Who is in post, shape (T, W)."""
        there = [
            [any(first <= week < end for first, end in mine) for mine in self.stays]
            for week in range(self.weeks)
        ]
        return np.array(there, dtype=bool).reshape(self.weeks, len(self.workers))

    @cached_property
    def waiting(self) -> list[int]:
        """How many cases wait at the end of each week."""
        return [sum(story.waits(week) for story in self.stories) for week in range(self.weeks)]

    @cached_property
    def cases(self) -> Ints:
        """How many cases each post leads, shape (T, W)."""
        found = np.zeros((self.weeks, len(self.workers)), dtype=np.int64)
        for story in self.stories:
            for stint in story.stints:
                found[stint.since : stint.end, stint.post] += 1
        return found

    @cached_property
    def minutes(self) -> Floats:
        """What is planned of each post, shape (T, W)."""
        outside = [sum(s.minutes for s in worker.standing_exposure) for worker in self.workers]
        found = np.zeros((self.weeks, len(self.workers))) + outside
        for story in self.stories:
            for stint in story.stints:
                extra = self.tables.extra_minutes[self.tables.extra_kind[story.template], stint.post]
                for week in range(stint.since, min(stint.end, self.weeks)):
                    work = self.tables.minutes[story.template, self._place(story, stint, week)]
                    found[week, stint.post] += work + extra
                    if week < stint.helped:
                        found[week, stint.support] += self._share * work
        return found

    @cached_property
    def fresh(self) -> Floats:
        """What reaches each post: work that its worker is away for brings nothing, shape (T, W)."""
        outside = [
            sum(dose(s.minutes, s.tier, s.mode, self.agency.weights) for s in worker.standing_exposure)
            for worker in self.workers
        ]
        found = np.zeros((self.weeks, len(self.workers))) + outside
        for story in self.stories:
            for stint in story.stints:
                for week in range(stint.since, min(stint.end, self.weeks)):
                    place = self._place(story, stint, week)
                    brings = self.tables.fresh[story.template, place] * self._heavier(story, week)
                    brings *= story.rate
                    found[week, stint.post] += brings
                    if week < stint.helped:
                        found[week, stint.support] += self._share * brings
        return found * self.filled * self._at_work

    @property
    def _share(self) -> float:
        return self.agency.policy.support_share / 1000

    def _place(self, story: Story, stint: Stint, week: int) -> int:
        """Return the week of its planned life in which a case is: the last one, beyond its end."""
        return min(stint.age + week - stint.since, int(self.tables.weeks[story.template]) - 1)

    def _heavier(self, story: Story, week: int) -> float:
        """Return how much heavier a case is in a week than when it came in."""
        stated = int(self.tables.tier[story.template])
        first, step = story.drifts
        now = min(HIGHEST_TIER, max(1, stated + step)) if week >= first else stated
        by_tier = self.agency.weights.by_tier
        return by_tier[now - 1] / by_tier[stated - 1]

    @property
    def _at_work(self) -> Floats:
        """Which share of its working days each post is at work, shape (T, W)."""
        working = self.luck.working.reshape(self.weeks, 7)
        there = ~self.luck.away.reshape(len(self.workers), self.weeks, 7) & working
        share: Floats = there.sum(axis=2).T / working.sum(axis=1)[:, None]
        return share

    @cached_property
    def dose(self) -> Floats:
        """What is left of everything that reached whoever is in a post, shape (T, W).

        e[t] = (1 - r) sum over events of r ** (weeks since) x dose, r = 2 ** (-1 / half-life); whoever
        comes later into the post starts with nothing.
        """
        kept = 2 ** (-1 / self.agency.policy.half_life_weeks)
        found = np.zeros((self.weeks, len(self.workers)))
        for post, worker in enumerate(self.workers):
            for first, end in self.stays[post]:
                for week in range(first, min(end, self.weeks)):
                    weeks = range(first, week + 1)
                    found[week, post] = sum(kept ** (week - w) * self.fresh[w, post] for w in weeks)
            for event in self.agency.exposures:
                age = (self.agency.date - event.week).days // 7
                for week in range(min(self.stays[post][0][1], self.weeks)):
                    if event.worker == worker.id:
                        found[week, post] += kept ** (week + age) * event_dose(
                            event, self.agency.weights
                        )
        return (1 - kept) * found


def watch(agency: Agency, given: Parameters, policy: str, luck: Luck) -> tuple[Trace, Recount]:
    """Return a run, and the same counted again."""
    watched = Watched(POLICIES[policy]())
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(POLICIES, "watched", lambda: watched)
        trace = run(agency, given, "watched", luck)
    return trace, Recount(agency, given, luck, watched.choices)
