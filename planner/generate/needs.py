"""What a case asks of a worker: language, skills, a licence."""

from dataclasses import dataclass

from planner.domain import Kind
from planner.generate.chance import Chance
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.mix import Episode

ENGLISH = "en"
COURT_WORK = "court-work"
_SKILL_OF_FACTOR = {
    "child-sexual-exploitation": "child-sexual-exploitation",
    "trafficking": "trafficking",
    "unaccompanied-asylum-seeker": "unaccompanied-children",
    "labour-trafficking": "labour-rights",
    "abuse-recorded": "online-exploitation",
}


@dataclass(frozen=True)
class Needs:
    """Language, whether an interpreter would do, required skills and trainings, the licence if any."""

    language: str
    interpreter: bool
    skills: tuple[str, ...]
    trainings: tuple[str, ...]
    licence: str | None


def draw_needs(episode: Episode, kind: Kind, design: Design, chance: Chance) -> Needs:
    """Return what a case asks for; trauma of any type, and an investigation, ask for a licence."""
    language = draw_language(design.figures, chance)
    interpreter = chance.yes(design.figures.one("interpreter"))
    return Needs(
        language=language,
        interpreter=interpreter and language != ENGLISH,
        skills=tuple(sorted(_SKILL_OF_FACTOR[f] for f in episode.factors & set(_SKILL_OF_FACTOR))),
        trainings=design.trainings.get(kind, ()),
        licence=design.licence if episode.types or kind is not Kind.ONGOING else None,
    )


def draw_language(figures: Figures, chance: Chance) -> str:
    """Return the language of a client."""
    shares = {code: cases for code, (_, cases) in figures.each_several("language-").items()}
    others = list(shares.values())
    return [ENGLISH, *shares][chance.weighted([1000 - sum(others), *others])]
