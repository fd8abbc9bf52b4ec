"""A local authority in England, drawn from published figures."""

from planner.domain import Setting
from planner.generate.design import Design
from planner.generate.figures import case_factors, figures_of
from planner.generate.happenings.duty import duty_at_work
from planner.generate.kinds import enquiry_or_need
from planner.generate.mix import published_factors

DESIGN = Design(
    name="english-authority",
    figures=figures_of(),
    setting=Setting.CHILD_WELFARE,
    offices=("riverside", "hilltop", "station"),
    licence="social-work-england",
    draw_factors=published_factors(case_factors()),
    factors=case_factors(),
    draw_kind=enquiry_or_need,
    happenings=(duty_at_work,),
)
