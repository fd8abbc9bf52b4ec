"""Which public facts of a worker could be otherwise, so that a case would go to them.

Never a conflict of interest, what a client requires or refuses, leave, or anything private: nobody is
to be asked to change those.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.claims import Change
from planner.domain import Agency, Case, Worker
from planner.units import MINUTES_PER_HOUR

_FIELDS = {
    "skill": "skills",
    "training": "trainings",
    "licence": "licences",
    "language": "languages",
    "office": "offices",
}
"""The field of a worker that a lever adds a code to."""


@dataclass(frozen=True)
class Number:
    """A number of a worker that may rise: by whole steps, and how far at most."""

    field: str
    step: int
    most: int

    def of(self, worker: Worker) -> int:
        """Return what it is for a worker now."""
        return int(getattr(worker, self.field))


NUMBERS = (
    Number("week", step=MINUTES_PER_HOUR, most=60 * MINUTES_PER_HOUR),
    Number("fte", step=50, most=1000),
)
"""Hours of contract a week; the share of a full-time post, on which budgets and paces hang."""


def needed(cases: Iterable[Case], worker: Worker) -> tuple[Change, ...]:
    """Return what a worker lacks that leading some cases asks for."""
    return _lacking(worker, (one for case in cases for one in _asked(case, worker)))


def helpful(cases: Iterable[Case], worker: Worker) -> tuple[Change, ...]:
    """Return what a worker lacks that some cases do not need, but would be better off with."""
    return _lacking(worker, (one for case in cases for one in _preferred(case)))


def _asked(case: Case, worker: Worker) -> Iterator[tuple[str, str]]:
    yield from (("skill", skill) for skill in case.skills_required)
    yield from (("training", training) for training in case.trainings_required)
    if case.licence:
        yield "licence", case.licence
    if not (case.interpreter and worker.interpreter):
        yield "language", case.language
    yield "office", case.office


def _preferred(case: Case) -> Iterator[tuple[str, str]]:
    yield from (("skill", skill) for skill in case.skills_preferred)
    yield "language", case.language


def _lacking(worker: Worker, codes: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
    lacking = [(lever, code) for lever, code in codes if code not in getattr(worker, _FIELDS[lever])]
    return tuple(_added(worker.id, lever, code) for lever, code in dict.fromkeys(lacking))


def _added(worker: str, lever: str, code: str) -> Change:
    return Change.model_validate({"worker": worker, "lever": lever, "what": code})


def risen(worker: Worker, number: Number, steps: int) -> Change:
    """Return the change in which a number of a worker rises by some steps."""
    before = number.of(worker)
    return Change(
        worker=worker.id,
        lever="number",
        what=number.field,
        before=before,
        after=before + steps * number.step,
        step=number.step,
    )


def most_steps(worker: Worker, number: Number) -> int:
    """Return by how many steps a number of a worker may rise."""
    return max(0, number.most - number.of(worker)) // number.step


def away(worker: str) -> Change:
    """Return the change in which a worker is not there to be asked."""
    return Change(worker=worker, lever="away")


def changed(agency: Agency, changes: Iterable[Change]) -> Agency:
    """Return the agency with some changes of records and numbers made."""
    mine: dict[str, list[Change]] = {}
    for change in changes:
        if change.lever != "away":
            mine.setdefault(change.worker, []).append(change)
    workers = tuple(
        worker.model_copy(update=_update(worker, mine[worker.id])) if worker.id in mine else worker
        for worker in agency.workers
    )
    return agency.changed(workers=workers) if mine else agency


def _update(worker: Worker, changes: Iterable[Change]) -> dict[str, object]:
    update: dict[str, object] = {}
    for change in changes:
        if change.lever == "number":
            update[change.what] = change.after
        else:
            field = _FIELDS[change.lever]
            update[field] = (*update.get(field, getattr(worker, field)), change.what)  # type: ignore[misc]
    return update
