"""What a question can change: each change is a table `[[change]]` whose `do` says which it is."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field, StrictBool, StrictInt

from planner.domain import FACTS, Kind
from planner.domain.noun import Code, Noun

MOST_WEEKS = 156
Count: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=10_000)]
Week: TypeAlias = Annotated[int, Field(strict=True, ge=0, lt=MOST_WEEKS)]
Months: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=720)]
Percent: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=100)]
SettingValue: TypeAlias = StrictBool | StrictInt | list[StrictInt]


def _fact(text: str) -> str:
    if text not in FACTS:
        raise ValueError(f"{text!r} is not a rubric fact; these are: {', '.join(FACTS)}")
    return text


class _OfTeams(Noun):
    """A change of whole teams; of all where none is named."""

    teams: tuple[Code, ...] = ()


class Hire(Noun):
    """New workers like a worker of the agency, or like the middle worker of a team.

    They come with no open case, no leave booked and no shifts. `months_in_field`: theirs, where it is
    not that of whom they are like.
    """

    do: Literal["hire"] = "hire"
    count: Count
    like: str
    week: Week = 0
    months_in_field: Months | None = None
    skills: tuple[Code, ...] = ()
    trainings: tuple[Code, ...] = ()


class Leave(Noun):
    """Workers who leave for good at the start of a week; their posts are filled like any other."""

    do: Literal["leave"] = "leave"
    workers: Annotated[tuple[str, ...], Field(min_length=1)]
    week: Week = 0


class Surge(Noun):
    """Cases that come in at once in a week, drawn from those of a kind in which all the facts hold."""

    do: Literal["surge"] = "surge"
    week: Week
    cases: Count
    kind: Kind | None = None
    facts: tuple[Annotated[str, AfterValidator(_fact)], ...] = ()


class PolicySettings(Noun):
    """Settings of the agency: put to a value, or to a percentage of what they are."""

    do: Literal["policy"] = "policy"
    set: dict[str, SettingValue] = {}
    percent: dict[str, Annotated[int, Field(strict=True, ge=0, le=10_000)]] = {}


class OrganisationalScore(_OfTeams):
    """Points added to the organisational score of teams that have one; it stays within 0 to 200."""

    do: Literal["organisational-score"] = "organisational-score"
    add: Annotated[int, Field(strict=True, ge=-200, le=200)]


class ParameterValues(Noun):
    """Parameters of the simulation, put to a value."""

    do: Literal["parameters"] = "parameters"
    set: dict[str, StrictInt | list[StrictInt]]


class PartTime(_OfTeams):
    """Everybody works a part of their hours: 80 percent where nobody works on Fridays."""

    do: Literal["part-time"] = "part-time"
    percent: Percent


class CloseOffice(Noun):
    """An office closes; its teams, workers and cases go to another."""

    do: Literal["close-office"] = "close-office"
    office: Code
    to: Code


class Growth(Noun):
    """More cases come in from year to year, on top of the growth there is."""

    do: Literal["growth"] = "growth"
    percent_a_year: Annotated[int, Field(strict=True, ge=-90, le=500)]


class NewPeople(_OfTeams):
    """A part of each team is in its first year: new people in the posts, with the cases, of others.

    Whoever is in the first year already counts towards the part; supervisors stay.
    """

    do: Literal["new-people"] = "new-people"
    percent: Percent
    months_in_field: Annotated[int, Field(strict=True, ge=0, le=11)] = 3


class SupervisionSpan(Noun):
    """Nobody supervises more than so many: the most experienced of those above it supervise the others.

    `percent_for_cases`: the part of the post that a new supervisor keeps for cases.
    """

    do: Literal["supervision-span"] = "supervision-span"
    workers: Annotated[int, Field(strict=True, ge=1, le=50)]
    percent_for_cases: Percent

    setting: ClassVar[str] = "span_of_supervisor"


Change: TypeAlias = Annotated[
    Hire
    | Leave
    | Surge
    | PolicySettings
    | OrganisationalScore
    | ParameterValues
    | PartTime
    | CloseOffice
    | Growth
    | NewPeople
    | SupervisionSpan,
    Field(discriminator="do"),
]

CHANGES: dict[str, type[Noun]] = {
    one.model_fields["do"].default: one
    for one in (
        Hire,
        Leave,
        Surge,
        PolicySettings,
        OrganisationalScore,
        ParameterValues,
        PartTime,
        CloseOffice,
        Growth,
        NewPeople,
        SupervisionSpan,
    )
}
