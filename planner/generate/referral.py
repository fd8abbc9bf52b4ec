"""Where cases come from, and what each source rarely leaves out."""

from planner.domain import ReferralType
from planner.generate.chance import Chance
from planner.generate.figures import Figures

# A choice: while a fact is unknown, a case is taken to be as hard as cases from this source can be.
_UNKNOWN_MEANS_YES = {
    "police": ("sexual_violence", "death_or_threat", "continuing_danger"),
    "school": ("multiple_trauma_types", "child_13_or_under"),
    "health": ("child_13_or_under", "death_or_threat", "graphic_material"),
    "family": ("child_13_or_under", "continuing_danger"),
    "local-services": ("multiple_trauma_types", "child_13_or_under"),
    "law-enforcement": ("death_or_threat", "continuing_danger"),
    "hotline": ("multiple_trauma_types", "continuing_danger"),
    "child-protection": ("multiple_trauma_types", "graphic_material"),
}


def referral_types(figures: Figures) -> tuple[ReferralType, ...]:
    """Return every referral type; one without facts of its own takes every unknown fact for yes."""
    return tuple(
        ReferralType(id=name, unknown_means_yes=_UNKNOWN_MEANS_YES[name])
        if name in _UNKNOWN_MEANS_YES
        else ReferralType(id=name)
        for name in figures.each("referral-")
    )


def draw_referral(figures: Figures, chance: Chance) -> str:
    """Return the referral type of a case."""
    shares = figures.each("referral-")
    return list(shares)[chance.weighted(list(shares.values()))]
