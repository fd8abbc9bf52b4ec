"""The doors of the service that keeps state, in the order its description lists them."""

from fastapi import APIRouter

from api.agencies.endpoints import router as agencies
from api.assignments.reading_endpoints import router as assignments_read
from api.audit.endpoints import router as record
from api.cases.endpoints import router as cases
from api.clients import endpoints as clients
from api.decisions import (
    ask_doors,
    carrying_doors,
    consent_doors,
    duty_doors,
    notice_doors,
    proposal_doors,
)
from api.exposures.endpoints import router as exposures
from api.jobs import endpoints as job_doors
from api.oidc import endpoints as oidc
from api.outbox.endpoints import router as events
from api.policies.endpoints import router as policies
from api.sessions import endpoints as sessions
from api.stateless.doors import to_whoever_plans
from api.teams.endpoints import router as teams
from api.users import endpoints as users
from api.users import me
from api.workers.endpoints import router as workers

SERVICE: tuple[APIRouter, ...] = (
    *(sessions.with_body, sessions.router, me.with_body, me.router, users.with_body, users.router),
    *(clients.with_body, clients.router, oidc.router),
    agencies,
    teams,
    workers,
    cases,
    assignments_read,
    exposures,
    policies,
    proposal_doors.asking,
    proposal_doors.looking,
    ask_doors.sending,
    ask_doors.acting,
    consent_doors.sending,
    consent_doors.acting,
    duty_doors.sending,
    duty_doors.acting,
    carrying_doors.sending,
    carrying_doors.acting,
    notice_doors.router,
    record,
    events,
    job_doors.plans,
    job_doors.jobs,
    to_whoever_plans,
)
