"""Does what was recorded or sealed before a change of keys stay readable, and nothing else?"""

from pathlib import Path

import pytest

from api.audit.verify import check
from api.keys import FILE, Keys, load_keys, rotate
from planner.errors import BadValue
from tests.service.places import KEYS, Place
from tests.service.tampering import rebuilt
from tests.service.test_events_record import fill, record_of, verified


def test_the_record_stays_verifiable_after_a_change_of_keys(place: Place):
    fill(place)
    newer = Keys(b"n" * 32, (KEYS.root,))
    place.store.audit_key = newer.audit
    fill(place)
    assert verified(place, newer.audit).fault is None
    fault = verified(place, KEYS.audit).fault
    assert fault is not None
    assert "not made with a key" in fault.what


def test_a_key_that_was_replaced_makes_no_later_row(place: Place):
    fill(place)
    newer = Keys(b"n" * 32, (KEYS.root,))
    place.store.audit_key = newer.audit
    fill(place)
    whole = record_of(place)
    changed = rebuilt(whole, KEYS.audit, 30)
    fault = check(changed.lines, changed.end, newer.audit, []).fault
    assert fault is not None
    assert (fault.number, "older" in fault.what) == (31, True)


def test_a_sealed_secret_opens_after_a_change_of_keys_and_nowhere_else(tmp_path: Path):
    first = load_keys(tmp_path)
    sealed = first.seal("secret", "endpoint a 1")
    newer = rotate(tmp_path)
    assert newer == load_keys(tmp_path)
    assert (newer.former, newer.root != first.root) == ((first.root,), True)
    assert newer.opened(sealed, "endpoint a 1") == "secret"
    assert newer.seal("secret", "x").split(":")[0] != sealed.split(":")[0]
    for wrong, where in ((sealed, "endpoint a 2"), (f"x{sealed}", "endpoint a 1"), ("", "")):
        with pytest.raises(BadValue):
            newer.opened(wrong, where)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
