"""How the steps of the first release are written: from the tables, a step for each of their modules.

Run it as `python -m api.storage.migrations.first` (`make migrations`), and only until a release has
been made; from then on a change of the tables is a step of its own.
"""

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import CreateIndexOp, CreateTableOp, DowngradeOps, UpgradeOps
from sqlalchemy import Table
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from api.storage.tables import METADATA

STEPS = Path(__file__).parent / "versions"

_STEP = '''"""The first tables: {module}."""

import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {former!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    {upgrade}


def downgrade() -> None:
    """Drop the tables with all they hold."""
    {downgrade}
'''


def main() -> None:
    """Write the steps anew."""
    for old in STEPS.glob("0*.py"):
        old.unlink()
    former = None
    for number, (module, tables) in enumerate(_by_module().items(), 1):
        revision = f"{number:04}"
        path = STEPS / f"{revision}_{module}.py"
        path.write_text(_step(module, revision, former, tables), "utf-8")
        former = revision
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", STEPS], check=True)  # noqa: S603


def _by_module() -> dict[str, list[Table]]:
    """Return the tables by the module that keeps them, modules and tables after those they refer to."""
    home = {
        mapper.local_table.name: mapper.class_.__module__.rpartition(".")[2]
        for mapper in SQLModel._sa_registry.mappers
        if isinstance(mapper.local_table, Table)
    }
    needs: dict[str, set[str]] = {module: set() for module in sorted(set(home.values()))}
    for table in METADATA.sorted_tables:
        others = {home[key.column.table.name] for key in table.foreign_keys}
        needs[home[table.name]] |= others - {home[table.name]}
    order = TopologicalSorter(needs).static_order()
    return {m: [t for t in METADATA.sorted_tables if home[t.name] == m] for m in order}


def _step(module: str, revision: str, former: str | None, tables: list[Table]) -> str:
    made = [CreateTableOp.from_table(table) for table in tables]
    indexes = [CreateIndexOp.from_index(i) for t in tables for i in sorted(t.indexes, key=_name)]
    dropped = [op.reverse() for op in reversed(made)]  # and with them their indexes
    return _STEP.format(
        module=module,
        revision=revision,
        former=former,
        upgrade=_rendered(UpgradeOps([*made, *indexes])),
        downgrade=_rendered(DowngradeOps(dropped)),
    )


def _rendered(ops: Any) -> str:
    lines = render_python_code(ops, render_item=_plain_text).splitlines()
    return "\n".join(line for line in lines if "# ###" not in line).strip()


def _plain_text(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()" if item.length is None else f"sa.String(length={item.length})"
    return False


def _name(index: Any) -> str:
    return str(index.name)


if __name__ == "__main__":
    main()
