"""The door to the self-check: one page, the same for everybody who asks."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from planner.domain import policy
from planner.intake import read_agency, read_contacts
from planner.present.self_check import Page, self_check_page
from planner.risk.card import card_of, sts_card

router = APIRouter(include_in_schema=False)  # a page for people, no answer to a machine


def page_for(folder: Path | None) -> Page:
    """Return the page for an agency's folder, or the shipped one; made once, when the service starts.

    Raises
    ------
    PlannerError
        The folder cannot be read.
    """
    if folder is None:
        return self_check_page(sts_card(), policy())
    agency = read_agency(folder)
    return self_check_page(card_of(agency.risk_card), agency.policy, read_contacts(folder))


@router.get("/self-check")
async def self_check(request: Request) -> HTMLResponse:
    """Hand out the page. Nothing of the request is looked at or kept."""
    page: Page = request.app.state.self_check
    return HTMLResponse(page.html, headers={"Content-Security-Policy": page.content_policy})
