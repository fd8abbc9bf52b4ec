"""How steps are run: on the connection handed in, in its transaction."""

from alembic import context

from api.storage.points import reach
from api.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    on_version_apply=lambda **_: reach("after-step"),
)
context.run_migrations()
