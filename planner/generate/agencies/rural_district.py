"""A rural district of three offices and two languages: travel, leave, and somebody who leaves."""

from planner.domain import Setting
from planner.generate.design import Design
from planner.generate.figures import case_factors, figures_of
from planner.generate.happenings.duty import duty_at_work
from planner.generate.happenings.first_meetings import first_meetings
from planner.generate.happenings.holders import holders
from planner.generate.happenings.leave import leave
from planner.generate.happenings.leaver import leaver
from planner.generate.happenings.pairs import in_pairs
from planner.generate.happenings.safety import threats
from planner.generate.happenings.travel import travel
from planner.generate.happenings.wishes import wishes_to_move
from planner.generate.kinds import enquiry_or_need
from planner.generate.mix import published_factors

DESIGN = Design(
    name="rural-district",
    figures=figures_of("rural_district.toml"),
    setting=Setting.CHILD_WELFARE,
    offices=("northfork", "millbrook", "southridge"),
    licence="state-social-work",
    draw_factors=published_factors(case_factors()),
    factors=case_factors(),
    draw_kind=enquiry_or_need,
    happenings=(
        travel,
        leave,
        leaver,
        wishes_to_move,
        in_pairs,
        threats,
        first_meetings,
        duty_at_work,
        holders,
    ),
)
