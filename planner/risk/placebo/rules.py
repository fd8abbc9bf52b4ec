"""What a comparison with placebos is judged by, and how many people it takes: `rules.toml`."""

from math import atanh, ceil

from scipy.stats import norm

from planner.sourced import Sourced, shipped


def rules() -> dict[str, Sourced]:
    """Return every rule with its unit, source and meaning."""
    return shipped(__package__, "rules.toml")


def rule(name: str) -> int:
    """Return the number of one rule."""
    return rules()[name].number


def people_needed(correlation: float, error: float, power: float) -> int:
    """Return how many people show a correlation with this power in a two-sided test (Fisher's z).

    n = ((z(1 - error / 2) + z(power)) / atanh(r))^2 + 3, rounded up
    """
    both = float(norm.ppf(1 - error / 2) + norm.ppf(power))
    return ceil((both / atanh(correlation)) ** 2 + 3)


def needed() -> int:
    """Return the number of people from which not beating the placebos counts against dose."""
    return people_needed(
        rule("least_correlation") / 1000, rule("two_sided_error") / 1000, rule("power") / 1000
    )
