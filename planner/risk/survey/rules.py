"""How many answers, and how different, a survey must have: the sourced numbers of `rules.toml`."""

from planner.sourced import Sourced, shipped


def rules() -> dict[str, Sourced]:
    """Return every rule with its unit, source and meaning."""
    return shipped(__package__, "rules.toml")


def rule(name: str) -> int:
    """Return the number of one rule."""
    return rules()[name].number


def fewest_answers(terms: int) -> int:
    """Return the fewest complete answers for so many predictors.

    the largest of 10 m, 50 + 8 m (Green 1991) and 11, with m the number of predictors
    """
    return max(
        rule("answers_per_term") * terms,
        rule("answers_at_least") + rule("answers_more_per_term") * terms,
        rule("fewest_answers"),
    )
