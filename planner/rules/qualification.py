"""Qualification: the lead has the skills, trainings, licence and language the case needs."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from planner.domain import Case, Plan, Role, Worker
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class Qualification(Rule):
    """required skills, trainings and licence within the lead's; language spoken, or interpreted.

    An interpreter is possible where both the case and the worker say so. Who covers needs the same as
    the lead; a supporting worker needs none of them: the lead has them.
    """

    name = "qualification"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        if role is Role.SUPPORT:
            return None
        workers = problem.workers
        cases = problem.cases
        by_skill = _who_has({s for c in cases for s in c.skills_required}, [w.skills for w in workers])
        trainings = {t for c in cases for t in c.trainings_required}
        by_training = _who_has(trainings, [w.trainings for w in workers])
        by_licence = _who_has({c.licence for c in cases if c.licence}, [w.licences for w in workers])
        speaks = _who_has({c.language for c in cases}, [w.languages for w in workers])
        interpreted = np.array([w.interpreter for w in workers], dtype=bool)
        possible = np.ones((len(problem.cases), len(workers)), dtype=bool)
        for place, case in enumerate(problem.cases):
            for skill in case.skills_required:
                possible[place] &= by_skill[skill]
            for training in case.trainings_required:
                possible[place] &= by_training[training]
            if case.licence:
                possible[place] &= by_licence[case.licence]
            understood = speaks[case.language]
            possible[place] &= understood | interpreted if case.interpreter else understood
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.agency.case_of[proposed.case]
            for role, who in proposed.roles():
                worker = problem.agency.worker_of[who]
                for missing in _missing(case, worker) if role is not Role.SUPPORT else ():
                    yield Breach(self.name, case=case.id, worker=worker.id, what=missing)


def _who_has(codes: Iterable[str], had: Sequence[Collection[str]]) -> dict[str, Bools]:
    """Return which workers have each code. `had`: the codes of each worker."""
    return {code: np.array([code in mine for mine in had], dtype=bool) for code in codes}


def _missing(case: Case, worker: Worker) -> Iterator[str]:
    for skill in case.skills_required:
        if skill not in worker.skills:
            yield f"skill:{skill}"
    for training in case.trainings_required:
        if training not in worker.trainings:
            yield f"training:{training}"
    if case.licence and case.licence not in worker.licences:
        yield f"licence:{case.licence}"
    if case.language not in worker.languages and not (case.interpreter and worker.interpreter):
        yield f"language:{case.language}"
