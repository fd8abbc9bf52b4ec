"""Which vignettes there are to rate, and the tier of each by the rubric."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, ValidationError, model_validator

from planner.domain import FACTS
from planner.domain.noun import Noun, opaque
from planner.dose.case_dose import HIGHEST_TIER, rubric
from planner.intake.faults import refuse
from planner.intake.text_file import bytes_of, decoded
from planner.sourced import reasons

MOST = 100
_MOST_BYTES = 500_000
_LONGEST = 600

VignetteId: TypeAlias = Annotated[str, AfterValidator(opaque)]


class Vignette(Noun):
    """A short made-up case: its rubric facts that hold, and what a rater reads."""

    id: VignetteId
    facts: tuple[str, ...]
    text: Annotated[str, Field(min_length=20, max_length=_LONGEST)]

    @model_validator(mode="after")
    def _facts_are_of_the_rubric(self) -> "Vignette":
        if strange := [fact for fact in self.facts if fact not in FACTS]:
            raise ValueError(f"{self.id}: there is no rubric fact {strange[0]!r}")
        if len(set(self.facts)) < len(self.facts):
            raise ValueError(f"{self.id}: a fact is there twice")
        return self

    @property
    def tier(self) -> int:
        """The tier by the rubric: min(5, 1 + what its facts add)."""
        return min(HIGHEST_TIER, 1 + sum(rubric()[fact].number for fact in self.facts))


class Vignettes(Noun):
    """A set of vignettes with the note that stands before them."""

    note: Annotated[str, Field(min_length=1, max_length=_LONGEST)]
    vignette: Annotated[tuple[Vignette, ...], Field(max_length=MOST)]

    @model_validator(mode="after")
    def _cover_every_tier_once_each(self) -> "Vignettes":
        if len(self.tier_of) < len(self.vignette):
            raise ValueError("two vignettes have the same id")
        if missing := sorted(set(range(1, HIGHEST_TIER + 1)) - set(self.tier_of.values())):
            raise ValueError(f"no vignette is of tier {', '.join(map(str, missing))}")
        return self

    @property
    def tier_of(self) -> dict[str, int]:
        """The tier of each vignette by id, in their order."""
        return {one.id: one.tier for one in self.vignette}


def _read(text: str, file: str) -> Vignettes:
    try:
        return Vignettes.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refuse(file, f"this is not TOML: {error}.") from None
    except ValidationError as error:
        raise refuse(file, f"{reasons(error, 'vignettes')}.") from None


@cache
def shipped_vignettes() -> Vignettes:
    """Return the vignettes shipped with the planner."""
    return _read(files(__package__).joinpath("vignettes.toml").read_text("utf-8"), "vignettes.toml")


def vignettes_of(path: Path | None) -> Vignettes:
    """Return the vignettes in a file of the same form, or the shipped ones.

    Raises
    ------
    BadInput
        The file cannot be read, names a fact the rubric does not have, or leaves a tier out.
    """
    if path is None:
        return shipped_vignettes()
    return _read(decoded(bytes_of(path, _MOST_BYTES), path.name), path.name)
