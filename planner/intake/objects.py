"""What the records of a JSON list or of a TOML array of tables are."""

from collections.abc import Callable, Iterable, Iterator

from planner.intake.faults import Faults
from planner.intake.never_stored import contact_in
from planner.intake.reading import Record


def records_of_objects(
    objects: Iterable[object], name: Callable[[int], str], faults: Faults
) -> Iterator[Record]:
    """Yield each object as a record named by its place (from 0), its contact details refused."""
    for place, data in enumerate(objects):
        refused = set()
        for field, value in data.items() if isinstance(data, dict) else ():
            if why := next(filter(None, map(contact_in, texts_in(value))), None):
                faults.add(name(place), 0, str(field), f"{why}.")
                refused.add(str(field))
        yield Record(name(place), 0, data, frozenset(refused))


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a value, keys too, however deep and without recursion."""
    left = [value]
    while left:
        inner = left.pop()
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, dict):
            left += inner.keys()
            left += inner.values()
        elif isinstance(inner, list):
            left += inner
