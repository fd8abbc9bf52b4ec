"""A child-welfare agency in crisis: half of it new, nearly all over budget, cases that wait."""

from planner.domain import Setting
from planner.generate.design import Design
from planner.generate.figures import case_factors, figures_of
from planner.generate.happenings.back_from_leave import back_from_leave
from planner.generate.happenings.backlog import backlog
from planner.generate.happenings.duty import duty_at_work
from planner.generate.happenings.first_meetings import first_meetings
from planner.generate.happenings.holders import holders
from planner.generate.happenings.safety import threats
from planner.generate.kinds import enquiry_or_need
from planner.generate.mix import published_factors

DESIGN = Design(
    name="agency-in-crisis",
    figures=figures_of("agency_in_crisis.toml"),
    setting=Setting.CHILD_WELFARE,
    offices=("central", "eastside"),
    licence="state-social-work",
    draw_factors=published_factors(case_factors()),
    factors=case_factors(),
    draw_kind=enquiry_or_need,
    happenings=(back_from_leave, backlog, threats, first_meetings, duty_at_work, holders),
)
