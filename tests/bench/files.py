"""Tiny benchmark files, written where a test wants them."""

import numpy as np


def a_gap_file(folder, cost, use, room, name="tiny"):
    rows = [[len(cost), len(cost[0])], *cost, *use, room]
    path = folder / name
    path.write_text("\n".join(" ".join(map(str, row)) for row in rows) + "\n")
    return path


def a_random_gap(seed, agents, jobs, slack=1.0):
    chance = np.random.default_rng(seed)
    use = chance.integers(5, 26, (agents, jobs))
    cost = 40 - use + chance.integers(-5, 6, (agents, jobs))
    room = (slack * use.mean(axis=0).sum() / agents * np.ones(agents)).astype(int)
    return cost.tolist(), use.tolist(), room.tolist()
