"""The web face, put together."""

from functools import partial
from importlib.metadata import version

from fastapi import FastAPI

from api.access.known import KnownActors
from api.access.throttle import Throttle
from api.handlers import add_handlers
from api.health.endpoints import metrics_of
from api.health.endpoints import router as health
from api.keys import Keys
from api.life import living
from api.limits import Limits
from api.logs import Told
from api.metrics import Metrics
from api.middleware import KnownHosts, NothingSaid, SecurityHeaders
from api.model_card.endpoints import router as model_card
from api.openapi import describe
from api.self_check.endpoints import page_for
from api.self_check.endpoints import router as self_check
from api.service import SERVICE
from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.stateless.doors import to_anybody
from api.storage.store import Store

_DESCRIPTION = """\
Plans who carries which case under a limit on the cumulative dose of indirect trauma.

A question brings its whole agency, and nothing of it is kept. Every answer is what a manager may
know: reasons come from public facts alone. The numbers behind the answers are in the model card;
read its warning first.
"""


def create_app(
    settings: Settings | None = None, store: Store | None = None, keys: Keys | None = None
) -> FastAPI:
    """Return the web face with these settings, or with those of the environment.

    With a store and its keys it is the whole service, for whoever signs in; without, it answers only
    questions that bring their agency, and anybody's.
    """
    settings = settings or Settings()
    app = FastAPI(
        title="Caseload",
        version=version("caseload"),
        summary="Who takes the next case, without breaking the people who take them.",
        description=_DESCRIPTION,
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        openapi_url="/v1/openapi.json",
        docs_url="/docs" if settings.docs else None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"logs": False},  # logs would hold what was sent in
        lifespan=living,
    )
    app.state.settings = settings
    app.state.limits = Limits(settings)
    app.state.self_check = page_for(settings.agency_folder)
    add_handlers(app)
    app.add_middleware(KnownHosts, hosts=(*settings.hosts, settings.host))
    app.add_middleware(NothingSaid)
    app.add_middleware(SecurityHeaders, scripts=settings.docs)
    metrics = Metrics(store)
    app.add_middleware(Told, metrics=metrics)
    if settings.metrics:
        app.include_router(metrics_of(metrics))
    if store is not None and keys is not None:
        app.state.store = store
        app.state.keys = keys
        app.state.known = KnownActors(store)
        app.state.throttle = Throttle(settings)
        app.state.snapshots = Snapshots()
        for router in SERVICE:
            app.include_router(router)
    else:
        app.include_router(to_anybody)
    for router in (model_card, health, self_check):
        app.include_router(router)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    return app
