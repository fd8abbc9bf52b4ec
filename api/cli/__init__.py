"""Which commands there are beside the planner's own; each file brings its own, in one line here."""

from api.cli import serve
from planner.cli.main import app

__all__ = ["app"]

app.command("serve")(serve.serve)
