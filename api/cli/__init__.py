"""Which commands there are beside the planner's own; each file brings its own, in one line here."""

from api.cli import agency, people, serve
from api.cli.audit import audit
from api.cli.backup import backup, restore
from api.cli.database import database
from api.cli.deliver import deliver
from api.cli.retention import retention
from api.cli.work import work
from planner.cli.main import app

__all__ = ["app"]

app.command("serve")(serve.serve)
app.add_typer(people.app, name="people")
app.add_typer(audit, name="audit")
app.command("deliver")(deliver)
app.add_typer(agency.app, name="agency")
app.add_typer(database, name="database")
app.command("backup")(backup)
app.command("restore")(restore)
app.add_typer(retention, name="retention")
app.command("work")(work)
