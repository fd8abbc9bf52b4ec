"""The first tables: decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "proposal",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=True),
        sa.Column("caseload_of", sa.String(length=40), nullable=True),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.JSON(), nullable=False),
        sa.Column("job", sa.String(length=40), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("reason_code", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint("kind IN ('case', 'plan')", name="kind_is_known"),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'overridden', 'rejected', 'expired', 'superseded')",
            name="state_is_known",
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "notice",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("supervision_by", sa.Date(), nullable=True),
        sa.Column("supervised_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('action-level', 'relief-offered')", name="kind_is_known"),
        sa.ForeignKeyConstraint(
            ["agency", "worker"],
            ["worker.agency", "worker.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "ask",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("consent", sa.String(length=40), nullable=True),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'accepted', 'declined', 'withdrawn', 'expired')", name="state_is_known"
        ),
        sa.ForeignKeyConstraint(
            ["agency", "case"],
            ["case.agency", "case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["agency", "worker"],
            ["worker.agency", "worker.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "consent",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("proposal", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_by", sa.String(length=40), nullable=False),
        sa.Column("answered_by", sa.String(length=40), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'given', 'refused', 'withdrawn', 'used')", name="state_is_known"
        ),
        sa.ForeignKeyConstraint(
            ["agency", "case"],
            ["case.agency", "case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["agency", "worker"],
            ["worker.agency", "worker.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "review",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("assignment", sa.String(length=40), nullable=False),
        sa.Column("case", sa.String(length=40), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("assigned_by", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('due', 'confirmed', 'relieved')", name="state_is_known"),
        sa.ForeignKeyConstraint(
            ["agency", "assignment"],
            ["assignment.agency", "assignment.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_index("proposal_case", "proposal", ["agency", "case", "id"], unique=False)
    op.create_index("proposal_state", "proposal", ["agency", "state", "id"], unique=False)
    op.create_index("notice_worker", "notice", ["agency", "worker", "id"], unique=False)
    op.create_index("ask_case", "ask", ["agency", "case", "id"], unique=False)
    op.create_index("ask_worker", "ask", ["agency", "worker", "id"], unique=False)
    op.create_index("consent_case", "consent", ["agency", "case", "id"], unique=False)


def downgrade() -> None:
    """Drop the tables with all they hold."""
    op.drop_table("review")
    op.drop_table("consent")
    op.drop_table("ask")
    op.drop_table("notice")
    op.drop_table("proposal")
