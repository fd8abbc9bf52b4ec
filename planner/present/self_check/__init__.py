"""THE SELF-CHECK, SHOWN: one page that needs nothing else, and the same in a terminal."""

from planner.present.self_check.page import Page, self_check_page

__all__ = ["Page", "self_check_page"]
