"""Run the console command as `python -m api`."""

from api.cli import app

app(prog_name="caseload")
