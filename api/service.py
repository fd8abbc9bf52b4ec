"""The doors of the service that keeps state, in the order its description lists them."""

from fastapi import APIRouter

from api.decisions import (
    ask_doors,
    carrying_doors,
    consent_doors,
    duty_doors,
    notice_doors,
    proposal_doors,
)
from api.jobs import endpoints as job_doors

SERVICE: tuple[APIRouter, ...] = (
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
    job_doors.plans,
    job_doors.jobs,
)
