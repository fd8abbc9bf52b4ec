"""Do traces tell of requests without anything that was sent in?"""

import subprocess
import sys

SEEN = """
from fastapi.testclient import TestClient
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from api.app import create_app
from api.settings import Settings

kept = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(kept))
trace.set_tracer_provider(provider)
with TestClient(create_app(Settings(work_here=False)), "http://127.0.0.1") as client:
    client.get("/v1/model-card?name=Anna-Muster")
    client.get("/Anna-Muster")
for span in kept.get_finished_spans():
    print(span.name, span.to_json(indent=None))
"""


def test_a_span_names_the_route_and_nothing_that_was_sent_in():
    told = subprocess.run(
        [sys.executable, "-c", SEEN], capture_output=True, text=True, check=True
    ).stdout
    assert "GET /v1/model-card" in told
    assert "http.response.status_code" in told
    assert "REDACTED" in told
    assert "Muster" not in told
