"""Hours: new work fits into what the worker's week has left, in every coming week."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Case, Plan, Worker
from planner.problem import Problem
from planner.rule import Breach, Local, Rule


class Hours(Rule):
    """sum of new minutes <= max(0, contract minutes x productive share - carried minutes), each week.

    Leading through an interpreter adds `interpreter_minutes` to every week of the case.
    """

    name = "hours"

    def locals(self, problem: Problem) -> Iterator[Local]:
        cases, workers = len(problem.cases), len(problem.workers)
        life = np.arange(problem.weeks) < np.array([c.weeks for c in problem.cases])[:, None]
        interpreted = problem.minutes + problem.agency.policy.interpreter_minutes * life
        lead_row = np.repeat(np.arange(cases)[:, None], workers, axis=1)
        for place, case in enumerate(problem.cases):
            speaks = np.array([_speaks(worker, case) for worker in problem.workers], dtype=bool)
            lead_row[place, ~speaks] += cases
        yield Local(
            use=np.concatenate([problem.minutes, interpreted, problem.support_minutes]),
            lead_row=lead_row,
            support_row=2 * cases + np.arange(cases),
            room=np.maximum(0, problem.room_minutes[:, None] - problem.carried_minutes),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        interpreter = problem.agency.policy.interpreter_minutes
        for place, cases in problem.added(plan).items():
            worker = problem.workers[place]
            limit = int(problem.room_minutes[place])
            for week, carried in enumerate(problem.carried_minutes[place].tolist()):
                new = 0
                for case, leads in cases:
                    if leads:
                        new += int(problem.minutes[case, week])
                        interpreted = not _speaks(worker, problem.cases[case])
                        if interpreted and week < problem.cases[case].weeks:
                            new += interpreter
                    else:
                        new += int(problem.support_minutes[case, week])
                if new > max(0, limit - carried):
                    needed = carried + new
                    yield Breach(self.name, worker=worker.id, week=week, limit=limit, needed=needed)


def _speaks(worker: Worker, case: Case) -> bool:
    return case.language in worker.languages
