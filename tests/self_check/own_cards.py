"""Cards an agency could have, for the page to follow: other numbers, another term, an extreme."""

import re
from importlib.resources import files

SHIPPED = files("planner.risk").joinpath("sts_card.toml").read_text(encoding="utf-8")


def changed(text: str, table: str, **values: object) -> str:
    """Return a card's text with values of one table replaced."""
    head, begin, rest = text.partition(f"[{table}]\n")
    body, end, after = rest.partition("\n[")
    assert begin, table
    for name, value in values.items():
        body, count = re.subn(rf"^{name} = .*$", f"{name} = {value}", body, flags=re.M)
        assert count == 1, (table, name)
    return head + begin + body + end + after


def own_card_text() -> str:
    """Return a card that counts lifetime trauma, and has another mean and other estimates."""
    trauma = {"sign": 1, "estimate": 0.1, "high": 0.2, "prior_sd": 0.05, "reported": '"significant"'}
    text = changed(SHIPPED, "term.lifetime_trauma", **trauma)
    text = changed(text, "term.indirect_dose", estimate=0.22)
    return changed(text, "population.child-welfare", mean=38.4, sd=11.2)


def steep_card_text() -> str:
    """Return a card whose terms explain nearly all, so that lines end far off the scale."""
    text = own_card_text()
    for term, estimate in {"experience": -0.5, "emotional_support": -0.5}.items():
        text = changed(text, f"term.{term}", estimate=estimate, low=-0.6)
    text = changed(text, "term.organisational_practice", estimate=-0.4, low=-0.5)
    text = changed(text, "term.indirect_dose", estimate=0.5, high=0.6)
    return changed(text, "population.child-welfare", sd=24.0)
