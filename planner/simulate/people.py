"""Who is in the posts of a simulated agency: their experience, budgets and lines of predicted STS."""

from typing import Any

import numpy as np

from planner.domain import Agency, Step, Worker
from planner.dose.budget import budgets
from planner.problem.arrays import Bools, Ints
from planner.problem.measure import line_of
from planner.risk.card import Card
from planner.risk.sts import ScoreLine, score_line
from planner.units import WEEKS_PER_MONTH

MOST_MONTHS = 720


class People:
    """The occupants of W posts; what follows from who they are is kept until they change.

    `lines` are what the planner predicts of each; `true_lines` what the drawn card says instead.
    """

    def __init__(self, agency: Agency, weeks: int, card: Card) -> None:
        """Begin with the agency's own workers. `weeks`: how far budgets are looked ahead."""
        self.agency, self._card = agency, card
        self.workers = sorted(agency.workers, key=lambda worker: worker.id)
        self.filled: Bools = np.ones(len(self.workers), dtype=bool)
        self.fte: Ints = np.array([worker.fte for worker in self.workers], dtype=np.int64)
        share = agency.policy.productive_share
        self.room_minutes: Ints = np.array([w.week * share // 1000 for w in self.workers], np.int64)
        self.budget: Ints = np.zeros((len(self.workers), weeks), dtype=np.int64)
        self.lines: list[ScoreLine] = []
        self.true_lines: list[ScoreLine] = []
        for post, worker in enumerate(self.workers):
            self.lines.append(line_of(agency, worker, own=True))
            self.true_lines.append(self._true_line(worker))
            self.budget[post] = self._budget(worker)

    def fill(self, post: int, months_in_field: int) -> None:
        """Put somebody new into a post."""
        changes = {"months_in_field": months_in_field, "months_in_post": 0, "last_day": None}
        self._put(post, changes)
        self.filled[post] = True

    def grow_older(self) -> None:
        """Let everybody have one more month in the field and in post."""
        for post, worker in enumerate(self.workers):
            months = (min(MOST_MONTHS, m + 1) for m in (worker.months_in_field, worker.months_in_post))
            self._put(post, dict(zip(("months_in_field", "months_in_post"), months, strict=True)))

    def budgets(self, weeks: int) -> Ints:
        """Return the dose budget of each post in each coming week, 0 where it is empty."""
        return self.filled[:, None] * self.budget[:, :weeks]

    def _put(self, post: int, changes: dict[str, Any]) -> None:
        worker = self.workers[post] = self.workers[post].model_copy(update=changes)
        self.lines[post] = line_of(self.agency, worker, own=True)
        self.true_lines[post] = self._true_line(worker)
        self.budget[post] = self._budget(worker)

    def _true_line(self, worker: Worker) -> ScoreLine:
        line = score_line(worker, self.agency.team_of[worker.team], self._card, 0)
        return line.counted_in(self.agency.weights)

    def _budget(self, worker: Worker) -> Ints:
        """Return somebody's usual budget in each coming week: it rises until they are settled."""
        policy, weeks = self.agency.policy, self.budget.shape[1]
        until_settled = max(0, policy.ramp_below_months_in_field - worker.months_in_field)
        ahead = budgets(worker, Step.USUAL, policy, 2 + int(until_settled * WEEKS_PER_MONTH))
        return np.array([*ahead[:weeks], *ahead[-1:] * (weeks - len(ahead))], dtype=np.int64)
