"""Why a person decides otherwise than the planner proposes: a code word and a few words of their own."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from planner.intake.never_stored import contact_in

LONGEST = 200


class ReasonCode(StrEnum):
    """Why somebody decides otherwise, or ends an assignment."""

    CLIENT_WISH = "client-wish"
    WORKER_WISH = "worker-wish"
    CONTINUITY = "continuity"
    SKILLS = "skills"
    WORKLOAD = "workload"
    URGENCY = "urgency"
    ABSENCE = "absence"
    FACTS_WRONG = "facts-wrong"
    OTHER = "other"


def _plain(text: str) -> str:
    if contact_in(text) or not text.isprintable():
        raise PydanticCustomError("not_plain", "it looks like contact details, or cannot be printed")
    return text


Reason = Annotated[
    str,
    Field(
        min_length=3,
        max_length=LONGEST,
        pattern=r"^[^\x00-\x1f\x7f-\x9f]+$",
        description="A few words; never who a client is or what happened to them.",
    ),
    AfterValidator(_plain),
]
