"""Which numbers about the running service are kept for its operators; none is about a person."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlmodel import col

from api.storage.clock import SECOND
from api.storage.store import Store
from api.storage.tables import AuditHeadRow, DeliveryRow, JobRow
from api.storage.unit import Unit

STATES = ("queued", "running", "succeeded", "failed", "cancelled")


class Metrics:
    """The numbers of one running service."""

    def __init__(self, store: Store | None = None) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "caseload_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "caseload_request_seconds", "How long answers took.", ["route"], registry=self._registry
        )
        if store is not None:
            self._registry.register(_Kept(store))

    def asked(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request by the template of its route."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def written(self) -> bytes:
        """Return the numbers in Prometheus' text format."""
        return generate_latest(self._registry)


class _Kept(Collector):
    """What the database knows, looked up when it is asked for, summed over all agencies."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> Iterable[Metric]:
        return ()  # so that registering asks the database nothing

    def collect(self) -> Iterable[Metric]:
        agencies = self._store.agencies()
        found = [self._store.read(agency, _counted) for agency in agencies]
        jobs = GaugeMetricFamily("caseload_jobs", "Jobs by state.", labels=["state"])
        for state in STATES:
            jobs.add_metric([state], sum(each[state] for each in found))
        yield jobs
        for name, meaning, value in (
            ("oldest_queued_job_seconds", "How long the oldest queued job waits.", max),
            ("deliveries_waiting", "Deliveries of events not yet made.", sum),
            ("audit_rows", "Rows of all records.", sum),
        ):
            yield GaugeMetricFamily(
                f"caseload_{name}", meaning, value=value([each[name] for each in found] or [0])
            )


def _counted(unit: Unit) -> dict[str, float]:
    counts: dict[str, float] = {s: unit.count(JobRow, col(JobRow.state) == s) for s in STATES}
    oldest = unit.all(JobRow, col(JobRow.state) == "queued", order=(col(JobRow.created_at),), most=1)
    head = unit.session.get(AuditHeadRow, unit.agency)
    counts["oldest_queued_job_seconds"] = sum((unit.now - row.created_at) / SECOND for row in oldest)
    counts["deliveries_waiting"] = unit.count(DeliveryRow, col(DeliveryRow.state) == "waiting")
    counts["audit_rows"] = 0 if head is None else head.number
    return counts
