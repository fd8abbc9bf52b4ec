"""What traces tell of a request: the template of its route, never its path or its query."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import Span

LEFT_OUT = ("url.path", "url.query")
"""The attributes of a span that hold what was sent in."""
REDACTED = "REDACTED"


def leave_out_what_was_sent() -> None:
    """Have this process's spans leave out what was sent in, where it makes any.

    Spans are made where the extra `observability` is installed and the environment names where they go
    (OTEL_EXPORTER_OTLP_ENDPOINT and its like); to be called once that is set up.
    """
    if find_spec("opentelemetry.sdk") is None:
        return
    from opentelemetry import trace
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider

    class Redacting(SpanProcessor):
        """Writes over the attributes as soon as a span begins."""

        def on_start(self, span: "Span", parent_context: "Context | None" = None) -> None:
            for name in LEFT_OUT:
                if name in (span.attributes or {}):
                    span.set_attribute(name, REDACTED)

    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.add_span_processor(Redacting())
