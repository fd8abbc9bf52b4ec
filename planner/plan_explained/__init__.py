"""WHAT THE PLAN COSTS: facts about a whole plan, and which changes would help most, prices proven."""
