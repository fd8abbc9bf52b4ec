"""The steps of asking for long work, looking at it and ending it."""

from sqlmodel import col
from starlette.responses import Response

from api.access.actor import EVERY_TEAM, Actor
from api.access.authorize import authorize, authorize_on, covers, reach
from api.access.permissions import Reach, Verb
from api.errors import Conflict, NotHere, SwitchedOff
from api.http.call import Answer, Call
from api.jobs.part import part_of
from api.jobs.queue import OPEN, ask, cancel
from api.jobs.schemas import JobOut, JobsOut, JobsQuery, PlanIn, job_out
from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.storage.store import Store
from api.storage.tables import JobRow, TeamRow
from api.storage.unit import Unit

RETRY_AFTER = "1"


def ask_plan(call: Call, asked: PlanIn) -> Response:
    """Write a job that plans, and answer where it is."""
    authorize(call.actor, Verb.ASK)
    settings: Settings = call.request.app.state.settings
    snapshots: Snapshots = call.request.app.state.snapshots
    snapshot = call.read(snapshots.current)

    def write(unit: Unit) -> Answer:
        if not unit.own().planner_on:
            raise SwitchedOff("The planner is switched off. Assign by hand.")
        teams = _teams(unit, call.actor, asked.teams)
        cases = None if asked.cases is None else sorted(set(asked.cases))
        part_of(snapshot, teams, cases, asked.caseload_of).check_size(settings.most_job_pairs)
        given = {"cases": cases, "seconds": asked.seconds, "caseload_of": asked.caseload_of}
        row = ask(unit, "plan", teams, given, call.actor.id, settings.most_jobs)
        call.record(unit, "job.ask", "job", row.id, work=row.kind)
        headers = {"Location": f"/v1/jobs/{row.id}", "Retry-After": RETRY_AFTER}
        return Answer(job_out(row), 202, row.version, headers)

    return call.write(write)


def _teams(unit: Unit, actor: Actor, asked: list[str] | None) -> list[str]:
    there = [row.id for row in unit.all(TeamRow)]
    if asked is None:
        mine = [team for team in there if actor.reaches(team) or reach(actor, Verb.ASK) is Reach.AGENCY]
        if not mine:
            raise NotHere("team")
        return mine
    for team in asked:
        if team not in there:
            raise NotHere("team")
        authorize_on(actor, Verb.ASK, "team", teams=[team])
    return sorted(set(asked))


def find(store: Store, actor: Actor, job: str) -> tuple[JobOut, int]:
    """Return a job an actor may see, and its version."""
    authorize(actor, Verb.READ_JOBS)
    row = store.read(actor.agency, lambda unit: unit.get(JobRow, job))
    authorize_on(actor, Verb.READ_JOBS, "job", teams=row.teams)
    return job_out(row), row.version


def newest(call: Call, query: JobsQuery) -> JobsOut:
    """Return the newest jobs an actor may see."""
    found = authorize(call.actor, Verb.READ_JOBS)
    where = [] if query.state is None else [col(JobRow.state) == query.state]
    order = (col(JobRow.created_at).desc(), col(JobRow.id))

    def read(unit: Unit) -> list[JobRow]:
        rows = unit.all(JobRow, *where, order=order)
        return [row for row in rows if covers(call.actor, found, teams=row.teams, workers=())]

    return JobsOut(data=[job_out(row) for row in call.read(read)[: query.limit]])


def end(call: Call, job: str) -> Response:
    """Cancel a job of teams that are all within the scope."""

    def write(unit: Unit) -> Answer:
        authorize(call.actor, Verb.ASK)
        row = unit.get(JobRow, job, lock=True)
        authorize_on(call.actor, Verb.ASK, "job", teams=row.teams)
        if not _all_within(call.actor, row.teams):
            raise Conflict("The job is also another team's; whoever has all its teams can end it.")
        call.against(row)
        cancel(unit, row)
        call.record(unit, "job.cancel", "job", row.id)
        return Answer(job_out(row), version=row.version)

    return call.write(write)


def _all_within(actor: Actor, teams: list[str]) -> bool:
    if reach(actor, Verb.ASK) is Reach.AGENCY or EVERY_TEAM in actor.teams:
        return True
    return all(actor.reaches(team) for team in teams)


def is_over(job: JobOut) -> bool:
    """Return whether a job has come to its end."""
    return job.state not in OPEN
