"""Which operations the service has, as its own description lists them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from api.described import described


@dataclass(frozen=True)
class Operation:
    """One operation: its name, method, path, what it says of its body and parameters."""

    id: str
    method: str
    path: str
    spec: Any

    @property
    def segments(self) -> list[str]:
        """The parts of the path that are no parameters, after the version."""
        return [part for part in self.path.split("/")[2:] if not part.startswith("{")]

    @property
    def answers(self) -> set[str]:
        """The statuses it declares."""
        return set(self.spec["responses"])

    @property
    def for_anybody(self) -> bool:
        """Whether it asks for no sign-in."""
        return not self.spec.get("security")

    def example(self) -> Any:
        """Return the first example of its body, or None where it has none."""
        examples = self.content().get("examples", {})
        return next(iter(examples.values()))["value"] if examples else None

    def content(self) -> Any:
        """Return what is said of its JSON body; nothing where it has none."""
        body: dict[str, Any] = self.spec.get("requestBody", {})
        return body.get("content", {}).get("application/json", {})

    def brings(self, header: str) -> bool:
        """Return whether it asks for a header."""
        return any(each["name"] == header for each in self.spec.get("parameters", []))


SPEC = cache(described)


@cache
def operations() -> tuple[Operation, ...]:
    """Return every operation of the service, in the order of the description."""
    return tuple(
        Operation(spec["operationId"], method, path, spec)
        for path, methods in SPEC()["paths"].items()
        for method, spec in methods.items()
    )
