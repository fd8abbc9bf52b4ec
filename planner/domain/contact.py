"""A service a worker can turn to: a crisis line, an employee-assistance programme, another one."""

from enum import StrEnum

from planner.domain.noun import Noun


class ContactKind(StrEnum):
    """What a service is for."""

    CRISIS = "crisis"
    EMPLOYEE_ASSISTANCE = "employee-assistance"
    OTHER = "other"


class Contact(Noun):
    """A service with the ways to reach it; never a client's or a colleague's private number."""

    kind: ContactKind
    name: str
    phone: str = ""
    text: str = ""  # the number to text
    email: str = ""
    website: str = ""
    hours: str = ""  # when somebody is there
