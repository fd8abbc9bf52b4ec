"""Does the page of events tell of every type and of the waits as they are?"""

import re

from api.outbox.pace import SCHEDULE
from api.outbox.service import MOST_ENDPOINTS
from api.outbox.types import EventType
from api.outbox.wire import WHOLE
from api.storage.clock import HOUR, MINUTE, SECOND
from tests.docs.pages import section, tables, text

PAGE = text("events.md")


def test_every_type_has_its_row():
    rows = tables(section(PAGE, "Types"))[1:]
    assert rows == [
        [f"`{each.value}`", each.sentence, ", ".join(f"`{name}`" for name in each.ids)]
        for each in EventType
    ]


def test_the_waits_are_those_of_the_code():
    said = re.search(
        r"after (\d+) seconds, (\d+) and (\d+)\s+minutes, "
        r"(\d+), (\d+), (\d+), (\d+), (\d+) and (\d+) hours",
        PAGE,
    )
    assert said is not None
    units = (SECOND, MINUTE, MINUTE, *(HOUR,) * 6)
    assert tuple(int(n) * unit for n, unit in zip(said.groups(), units, strict=True)) == SCHEDULE
    assert f"within {WHOLE:.0f} seconds" in PAGE
    assert f"an agency has {MOST_ENDPOINTS} at most" in PAGE
