"""A children's advocacy centre of thirty: recorded interviews, and advocacy for the families."""

from planner.domain import Kind, Setting
from planner.generate.chance import Chance
from planner.generate.design import Design
from planner.generate.figures import Figures, figures_of
from planner.generate.happenings.demands import demands
from planner.generate.happenings.duty import duty_at_work
from planner.generate.happenings.first_meetings import first_meetings
from planner.generate.happenings.holders import holders
from planner.generate.happenings.safety import threats
from planner.generate.mix import Episode, main_and_beside

PROTOCOL = "forensic-interview-protocol"


def _interview_or_advocacy(_episode: Episode, figures: Figures, chance: Chance) -> Kind:
    return Kind.FORENSIC_INTERVIEW if chance.yes(figures.one("interviews")) else Kind.ADVOCACY


DESIGN = Design(
    name="advocacy-centre",
    figures=figures_of("advocacy_centre.toml"),
    setting=Setting.VICTIM_SERVICES,
    offices=("orchard",),
    licence=None,
    draw_factors=main_and_beside,
    draw_kind=_interview_or_advocacy,
    lasting=Kind.ADVOCACY,
    trainings={Kind.FORENSIC_INTERVIEW: (PROTOCOL,)},
    happenings=(threats, demands, first_meetings, duty_at_work, holders),
)
