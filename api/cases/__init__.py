"""CASES: what has to be taken on, their facts while they wait and while they are open."""
