"""WHAT ROOM IS WORTH: prices of hours and dose, from futures drawn by chance."""

from planner.prices.goal import Lookahead
from planner.prices.holding import held_back
from planner.prices.numbers import Numbers, shipped_numbers
from planner.prices.outlook import Outlook
from planner.prices.prices import Prices, made

__all__ = ["Lookahead", "Numbers", "Outlook", "Prices", "held_back", "made", "shipped_numbers"]
