"""What workers have been exposed to in the last half year, as their ledgers would say.

The exposure of a case comes in visits every few weeks, each with the exposure of all the weeks
since the last. Before an open case began, another case of the same mix, since closed, stood in its
place, except with newcomers, whose caseloads were still growing. A visit that falls into a week
away is made in the week after. Court, files taken over, shifts and supervision given are added.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from planner.domain import Exposure, Mode, Source, Stage, Worker
from planner.generate.chance import Chance
from planner.generate.course import Step
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.hand_out import Held, newcomer
from planner.generate.roster import Roster, on_duty
from planner.generate.workers import started
from planner.units import DAYS_PER_WEEK, Minutes

WEEKS = 26
_OTHER_TIER = 2  # of what is heard on duty and in supervision, from cases of all tiers
_SUPERVISED_EVERY = 2  # weeks

# Weeks ago (1 is last week), tier, mode and source, with the minutes.
Entry: TypeAlias = tuple[tuple[int, int, Mode, Source], Minutes]


def draw_ledger(
    roster: Roster, held: Sequence[Held], design: Design, chance: Chance
) -> tuple[Exposure, ...]:
    """Return the exposure of the last weeks: a row for each worker, week, tier, mode and source."""
    figures, workers = design.figures, roster.workers
    pages = {worker.id: _Page(worker, design, chance) for worker in workers}
    for team in roster.teams:
        members = [worker for worker in workers if worker.team == team.id]
        for turn, worker in enumerate(members):
            pages[worker.id].add(_shifts(turn, len(members), figures))
            pages[worker.id].add(_standing(worker))
            if worker.id == team.supervisor:
                pages[worker.id].add(_supervision(len(members) - 1, figures))
    for one in held:
        lead, phase = pages[one.assignment.worker], chance.whole(0, WEEKS - 1)
        own = _weeks_held(one, design.today)
        lead.add(_visits(own, one.tier, Source.CASE, phase, figures))
        lead.add(_occasions(one, len(own), figures, chance))
        before = chance.pick(held)
        if not newcomer(lead.worker, figures):
            earlier = [(ago, before.open.case.stages[0]) for ago in range(len(own) + 1, WEEKS + 1)]
            lead.add(_visits(earlier, before.tier, Source.CASE, phase, figures))
        if one.assignment.support is not None:
            support = pages[one.assignment.support]
            support.add(_visits(own, one.tier, Source.SUPPORT, phase, figures))
    return tuple(row for worker in workers for row in pages[worker.id].rows(design.today))


class _Page:
    """The page of one worker, who writes down nothing from before the post or from weeks away."""

    def __init__(self, worker: Worker, design: Design, chance: Chance) -> None:
        self.worker = worker
        self._weeks = min(WEEKS, (design.today - started(worker, design.today)).days // DAYS_PER_WEEK)
        share = design.figures.one("away_week")
        self._away = {ago for ago in range(1, WEEKS + 1) if chance.yes(share)}
        self._minutes: Counter[tuple[int, int, Mode, Source]] = Counter()

    def add(self, entries: Iterable[Entry]) -> None:
        for (due, tier, mode, source), minutes in entries:
            made = due
            while made in self._away:
                made -= 1
            if due <= self._weeks and made > 0:
                self._minutes[made, tier, mode, source] += minutes

    def rows(self, today: date) -> Iterator[Exposure]:
        for (ago, tier, mode, source), minutes in sorted(
            self._minutes.items(), key=lambda entry: (-entry[0][0], *entry[0][1:])
        ):
            week = today - timedelta(weeks=ago)
            yield Exposure(
                worker=self.worker.id,
                week=week,
                minutes=minutes,
                tier=tier,
                mode=mode,
                source=source,
            )


def _weeks_held(one: Held, today: date) -> list[tuple[int, Stage]]:
    weeks = min(WEEKS, (today - one.assignment.since).days // DAYS_PER_WEEK)
    stages = [stage for stage in one.open.behind for _ in range(stage.weeks)]
    return list(enumerate(stages[:weeks], 1))


def _visits(
    weeks: Iterable[tuple[int, Stage]], tier: int, source: Source, phase: int, figures: Figures
) -> Iterator[Entry]:
    share = figures.one("support_exposure") if source is Source.SUPPORT else 1000
    for ago, stage in weeks:
        visit = figures.several("visit_weeks")[Step[stage.name.upper()]]
        for mode, minutes in stage.exposure:
            every = visit * (figures.one("reading_visits") if mode is Mode.READING else 1)
            if (ago + phase) % every == 0:
                yield (ago, tier, mode, source), minutes * every * share // 1000


def _occasions(one: Held, weeks: int, figures: Figures, chance: Chance) -> Iterator[Entry]:
    in_court, ago = chance.yes(figures.one("court_week")), chance.whole(1, WEEKS)
    if in_court and ago <= weeks:
        yield (ago, one.tier, Mode.LIVE, Source.COURT), figures.one("court_minutes")
    if one.taken_over and 0 < weeks < WEEKS:
        yield (weeks, one.tier, Mode.READING, Source.HANDOVER), figures.one("handover_minutes")


def _shifts(turn: int, size: int, figures: Figures) -> Iterator[Entry]:
    for ago in range(1, WEEKS + 1):
        if on_duty(turn, size, -ago):
            yield (ago, _OTHER_TIER, Mode.LIVE, Source.SHIFT), figures.one("shift_minutes")


def _standing(worker: Worker) -> Iterator[Entry]:
    for standing in worker.standing_exposure:
        for ago in range(1, WEEKS + 1):
            yield (ago, standing.tier, standing.mode, Source.SHIFT), standing.minutes


def _supervision(people: int, figures: Figures) -> Iterator[Entry]:
    minutes = figures.one("supervision_minutes") * people * _SUPERVISED_EVERY
    for ago in range(_SUPERVISED_EVERY, WEEKS + 1, _SUPERVISED_EVERY):
        if people:
            yield (ago, _OTHER_TIER, Mode.LIVE, Source.SUPERVISION_GIVEN), minutes
