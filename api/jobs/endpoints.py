"""The doors of long work: ask for a plan, look at jobs, follow one, cancel one."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.body import JsonRoute
from api.errors import (
    BAD_INPUT,
    REFUSALS,
    UNEXPECTED,
    BodyTooLarge,
    Busy,
    Conflict,
    Forbidden,
    Gone,
    InFlight,
    KeyNeeded,
    KeyReused,
    NotHere,
    NotJson,
    NotReady,
    NotSignedIn,
    SwitchedOff,
    TooMany,
    UnknownHost,
    VersionMoved,
    VersionNeeded,
    WrongContentType,
)
from api.examples.jobs import JOB, JOBS, PLANS
from api.http.call import Call, TheCall, etag
from api.jobs import service
from api.jobs.schemas import ID, LONGEST_ID, JobOut, JobsOut, JobsQuery, Nothing, PlanIn
from api.jobs.waiting import events_of, preferred, until_over
from api.jobs.waking import wake
from api.openapi import refusals
from planner.errors import TooLarge

_TO_ANY = (UnknownHost, NotSignedIn, Forbidden, NotHere, Busy, NotReady)


def _refused(*kinds: type[Exception]) -> dict[int | str, dict[str, Any]]:
    told = [REFUSALS[kind] for kind in (*_TO_ANY, *kinds)]
    return refusals(*told, BAD_INPUT, UNEXPECTED)


def _answer(status: int, description: str, value: Any) -> dict[int | str, dict[str, Any]]:
    content = {"application/json": {"examples": {"a job": {"value": value}}}}
    return {status: {"description": description, "content": content}}


plans = APIRouter(prefix="/v1", tags=["jobs"], route_class=JsonRoute)
jobs = APIRouter(prefix="/v1", tags=["jobs"])
JobId = Annotated[str, Path(pattern=ID, max_length=LONGEST_ID)]


@plans.post(
    "/plans",
    status_code=202,
    operation_id="askPlan",
    summary="Plan for teams, as a job",
    response_model=JobOut,
    responses=_refused(
        NotJson,
        BodyTooLarge,
        WrongContentType,
        KeyNeeded,
        KeyReused,
        InFlight,
        Conflict,
        TooLarge,
        TooMany,
        SwitchedOff,
    )
    | _answer(202, "The job, which waits or is worked on", JOB | {"state": "queued", "result": None})
    | _answer(200, "The job, which was over within the seconds of Prefer: wait", JOB)
    | {200: {"model": JobOut, **_answer(200, "The job, which is over", JOB)[200]}},
)
async def ask_plan(
    call: TheCall, asked: Annotated[PlanIn, Body(openapi_examples=PLANS)], _: Annotated[Nothing, Query()]
) -> Response:
    """Have a plan made of the waiting cases of your teams, or of some of them; the plan becomes a
    proposal, and an older open one of the same teams is superseded. With `Prefer: wait=N` the answer
    waits up to N seconds, at most 30, and is 200 where the job is over by then.
    """
    response = await run_in_threadpool(service.ask_plan, call, asked)
    wake(call.request.app)
    seconds = preferred(call.request)
    if not seconds:
        return response
    job = response.headers["location"].rpartition("/")[2]
    found = await until_over(call.store, call.actor, job, seconds)
    if found is None:
        return response
    told, version = found
    headers = {"ETag": etag(version), "Location": f"/v1/jobs/{job}", "Preference-Applied": "wait"}
    return Response(told.model_dump_json(), 200, headers, "application/json")


@jobs.get(
    "/jobs",
    operation_id="listJobs",
    summary="The newest jobs",
    responses=_refused() | _answer(200, "Jobs of your teams, newest first", JOBS),
)
def list_jobs(call: TheCall, query: Annotated[JobsQuery, Query()]) -> JobsOut:
    """List the newest jobs that are about any of your teams."""
    return service.newest(call, query)


@jobs.get(
    "/jobs/{job}",
    operation_id="getJob",
    summary="How a job stands",
    responses=_refused() | _answer(200, "The job", JOB),
)
def get_job(call: TheCall, job: JobId, response: Response, _: Annotated[Nothing, Query()]) -> JobOut:
    """Say how a job stands and what came of it."""
    told, version = service.find(call.store, call.actor, job)
    response.headers["ETag"] = etag(version)
    return told


@jobs.delete(
    "/jobs/{job}",
    operation_id="cancelJob",
    summary="Cancel a job",
    response_model=JobOut,
    responses=_refused(Conflict, Gone, VersionMoved, VersionNeeded)
    | _answer(200, "The job, cancelled", JOB | {"state": "cancelled", "result": None}),
)
def cancel_job(call: TheCall, job: JobId, _: Annotated[Nothing, Query()]) -> Response:
    """End a job that waits or is worked on; nothing of it is kept, and its search is killed within
    two seconds.
    """
    return service.end(call, job)


def _seen(call: TheCall, job: JobId, _: Annotated[Nothing, Query()]) -> Call:
    service.find(call.store, call.actor, job)  # refused before anything is streamed
    return call


@jobs.get(
    "/jobs/{job}/events",
    operation_id="followJob",
    summary="Follow a job",
    response_class=EventSourceResponse,
    responses=_refused(),
)
async def follow_job(
    call: Annotated[Call, Depends(_seen)], job: JobId
) -> AsyncIterator[ServerSentEvent]:
    """Tell of each change of a job as a server-sent event `progress`, with the job as its data, and
    at last one `end`. A stream lasts five minutes at most; open it again to go on.
    """
    async for event in events_of(call.store, call.request, job):
        yield event
