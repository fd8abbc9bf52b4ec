"""Which commands there are beside the planner's own; each file brings its own, in one line here."""

from api.cli import agency, serve
from planner.cli.main import app

__all__ = ["app"]

app.command("serve")(serve.serve)
app.add_typer(agency.app, name="agency")
