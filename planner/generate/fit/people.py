"""How many people an agency fitted to published full-time equivalents has, and in which posts."""

from collections.abc import Mapping
from decimal import Decimal

from planner.generate.chance import shared_out
from planner.generate.figures import Figures
from planner.generate.fit.units import THOUSAND
from planner.published import Fitted, Row
from planner.published.fitted import derived
from planner.sourced import Sourced
from planner.units import whole


def post_sizes(base: Figures, row: Row) -> Fitted:
    """Return how many posts are of which size, so that the mean is that of the people in post.

    The part-time posts are of the base's sizes, in its proportions.
    """
    name, columns = "fte_mix", ("inpost_fte", "inpost_headcount")
    posts, heads = (row.get(column) for column in columns)
    if not posts or not heads:
        return Fitted(name, base.entries[name], row.lacks(*columns) or "nobody is in post")
    full, *smaller = base.several("fte_sizes")
    _, *parts = base.several(name)
    part_time = Decimal(sum(s * n for s, n in zip(smaller, parts, strict=True))) / sum(parts)
    mean = min(Decimal(full), max(part_time, posts / heads * THOUSAND))
    rest = whole((full - mean) / (full - part_time), THOUSAND)
    mix = [THOUSAND - rest, *shared_out(rest, parts)]
    meaning = f"so that the average post is {mean / THOUSAND:.3f}"
    return Fitted(name, derived(base.entries[name], mix, row.source(*columns), meaning))


def mean_post(figures: Figures) -> Decimal:
    """Return the mean post of who holds cases, in thousandths: a supervisor of each team has another."""
    mix, team = figures.several("fte_mix"), figures.one("workers_per_team")
    usual = sum(s * n for s, n in zip(figures.several("fte_sizes"), mix, strict=True)) / Decimal(
        sum(mix)
    )
    return usual + (figures.one("supervisor_fte") - usual) / team


def people(base: Figures, own: Mapping[str, Sourced], row: Row, agencies: int) -> Fitted:
    """Return how many people fill the published posts of case holders, of the mean of some agencies."""
    name, column = "case_holders", "case_holders_fte"
    default = base.entries[name]
    holders = row.get(column)
    if not holders:
        return Fitted(name, default, row.lacks(column) or "nobody holds cases")
    mean = mean_post(Figures(base.entries, own))
    number = max(1, whole(holders / max(1, agencies) / mean, THOUSAND))
    of = f" / {agencies} authorities" if agencies > 1 else ""
    source = f"{row.source(column)}{of} / {mean / THOUSAND:.3f} of a post on average"
    entry = derived(default, number, source, "people who hold cases")
    return Fitted(name, entry.model_copy(update={"unit": "people"}))
