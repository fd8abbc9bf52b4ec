"""How steps are run: on the connection handed in, in its transaction."""

from alembic import context

from api.storage.points import reach
from api.storage.tables import METADATA


def ours(name: str | None, kind: str, _: object) -> bool:
    """Return whether a table is of these steps; procrastinate keeps its own."""
    return kind != "table" or not str(name).startswith("procrastinate")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    include_name=ours,
    on_version_apply=lambda **_: reach("after-step"),
)
context.run_migrations()
