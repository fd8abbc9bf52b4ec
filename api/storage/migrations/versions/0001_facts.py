"""The first tables: facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "directory",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("agency"),
    )
    op.create_table(
        "office",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "policy",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "referral_type",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "team",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "agency",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("planner_on", sa.Boolean(), nullable=False),
        sa.Column("ledger_from", sa.Date(), nullable=True),
        sa.Column("weights", sa.String(), nullable=False),
        sa.Column("risk_card", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency"],
            ["directory.agency"],
        ),
        sa.PrimaryKeyConstraint("agency"),
    )
    op.create_table(
        "worker",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("team", sa.String(length=40), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("open_cases", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency", "team"],
            ["team.agency", "team.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "case",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("team", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'open', 'closed')", name="state_is_known"),
        sa.ForeignKeyConstraint(
            ["agency", "holder"],
            ["worker.agency", "worker.id"],
        ),
        sa.ForeignKeyConstraint(
            ["agency", "team"],
            ["team.agency", "team.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "exposure",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=True),
        sa.Column("replaces", sa.String(length=40), nullable=True),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency", "worker"],
            ["worker.agency", "worker.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "assignment",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("support", sa.String(length=40), nullable=True),
        sa.Column("cover", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("hold", sa.String(length=40), nullable=False),
        sa.Column("wish", sa.String(length=40), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("path", sa.String(length=40), nullable=False),
        sa.Column("proposal", sa.String(length=40), nullable=True),
        sa.Column("consent", sa.String(length=40), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "path IN ('proposal', 'override', 'manual', 'immediate', 'move', 'import', 'undo')",
            name="path_is_known",
        ),
        sa.ForeignKeyConstraint(
            ["agency", "case"],
            ["case.agency", "case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["agency", "support"],
            ["worker.agency", "worker.id"],
        ),
        sa.ForeignKeyConstraint(
            ["agency", "worker"],
            ["worker.agency", "worker.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_index("office_revision", "office", ["agency", "revision"], unique=False)
    op.create_index("referral_type_revision", "referral_type", ["agency", "revision"], unique=False)
    op.create_index("team_revision", "team", ["agency", "revision"], unique=False)
    op.create_index("worker_revision", "worker", ["agency", "revision"], unique=False)
    op.create_index("case_revision", "case", ["agency", "revision"], unique=False)
    op.create_index("case_state", "case", ["agency", "state", "id"], unique=False)
    op.create_index("exposure_revision", "exposure", ["agency", "revision"], unique=False)
    op.create_index("exposure_worker", "exposure", ["agency", "worker", "id"], unique=False)
    op.create_index("assignment_case", "assignment", ["agency", "case", "id"], unique=False)
    op.create_index("assignment_revision", "assignment", ["agency", "revision"], unique=False)
    op.create_index("assignment_support", "assignment", ["agency", "support", "id"], unique=False)
    op.create_index("assignment_worker", "assignment", ["agency", "worker", "id"], unique=False)
    op.create_index(
        "one_active_assignment",
        "assignment",
        ["agency", "case"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )


def downgrade() -> None:
    """Drop the tables with all they hold."""
    op.drop_table("assignment")
    op.drop_table("exposure")
    op.drop_table("case")
    op.drop_table("worker")
    op.drop_table("agency")
    op.drop_table("team")
    op.drop_table("referral_type")
    op.drop_table("policy")
    op.drop_table("office")
    op.drop_table("directory")
