"""What a burden point and a fit point cost, at the agency's published rates."""

from planner.domain import Policy
from planner.units import COST_POINTS_PER_STS_POINT, Cost


def burden_point(policy: Policy) -> Cost:
    """Return the cost of one burden point, in cost points."""
    return COST_POINTS_PER_STS_POINT // policy.burden_points_per_sts_point


def fit_point(policy: Policy) -> Cost:
    """Return the cost of one fit point, in cost points."""
    each = policy.burden_points_per_sts_point * policy.fit_points_per_burden_point
    return COST_POINTS_PER_STS_POINT // each
