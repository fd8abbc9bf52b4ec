"""Whether chance is drawn source by source and post by post."""

import numpy as np
import pytest

from planner.simulate.chance import SOURCES, keys, parts, stream, streams


def test_the_numbers_of_a_key_are_those_of_splitmix64():
    published = [6457827717110365317, 3203168211198807973, 9817491932198370423]  # of seed 1234567
    found = parts(np.array([1234567], dtype=np.uint64), 3)[0]
    assert found == pytest.approx([word / 2**64 for word in published], abs=1e-15)


def test_the_same_seed_and_replication_give_the_same_numbers():
    for source in SOURCES:
        assert (streams(7, 3)[source].random(5) == stream(source, 7, 3).random(5)).all()


def test_every_source_seed_and_replication_has_numbers_of_its_own():
    asked = [(s, seed, run) for s in SOURCES for seed in (0, 1) for run in (0, 1)]
    assert len({float(stream(*one).random()) for one in asked}) == len(asked)
    assert len({float(parts(keys(*one, ["w1"]), 1)[0, 0]) for one in asked}) == len(asked)


def test_a_key_does_not_depend_on_the_others():
    alone = keys("leave", 1, 0, ["w2"])
    assert keys("leave", 1, 0, ["w1", "w2", "w3"])[1] == alone[0]


def test_fewer_numbers_of_a_key_are_the_first_of_more():
    own = keys("leave", 1, 0, ["w1", "w2"])
    assert (parts(own, 400)[:, :9] == parts(own, 9)).all()


def test_the_numbers_of_many_posts_are_even_and_apart():
    lots = parts(keys("sickness", 5, 2, [f"w{n}" for n in range(2000)]), 50)
    assert lots.min() > 0
    assert lots.max() < 1
    counts = np.histogram(lots, bins=20, range=(0, 1))[0]
    expected = lots.size / 20
    assert ((counts - expected) ** 2 / expected).sum() < 43.8  # chi square, 19 degrees, 0.1 %
    assert abs(np.corrcoef(lots[:-1, 0], lots[1:, 0])[0, 1]) < 0.08
    assert abs(np.corrcoef(lots[:, 0], lots[:, 1])[0, 1]) < 0.08


def test_the_greatest_and_the_least_number_are_not_1_and_0(monkeypatch: pytest.MonkeyPatch):
    for word in (0, 2**64 - 1):
        words = np.array([[word]], dtype=np.uint64)
        monkeypatch.setattr("planner.simulate.chance._mixed", lambda _, words=words: words)
        assert 0 < parts(np.array([1], dtype=np.uint64), 1)[0, 0] < 1
