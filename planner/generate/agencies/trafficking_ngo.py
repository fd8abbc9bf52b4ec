"""An anti-trafficking organisation of twelve: most cases severe, a hotline, a night on call."""

from planner.domain import Kind, Setting
from planner.generate.chance import Chance
from planner.generate.design import Design
from planner.generate.figures import Figures, figures_of
from planner.generate.happenings.demands import demands
from planner.generate.happenings.duty import duty_at_work
from planner.generate.happenings.first_meetings import first_meetings
from planner.generate.happenings.holders import holders
from planner.generate.happenings.on_call import night_on_call
from planner.generate.happenings.operation import police_operation
from planner.generate.happenings.safety import threats
from planner.generate.mix import Episode, main_and_beside


def _support(_episode: Episode, _figures: Figures, _chance: Chance) -> Kind:
    return Kind.ONGOING


DESIGN = Design(
    name="trafficking-ngo",
    figures=figures_of("trafficking_ngo.toml"),
    setting=Setting.ANTI_TRAFFICKING,
    offices=("harbour",),
    licence=None,
    draw_factors=main_and_beside,
    draw_kind=_support,
    happenings=(
        police_operation,
        threats,
        demands,
        first_meetings,
        night_on_call,
        duty_at_work,
        holders,
    ),
)
