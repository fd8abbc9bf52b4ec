"""The first tables: events."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "endpoint",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(length=500), nullable=False),
        sa.Column("former_secret", sa.String(length=500), nullable=True),
        sa.Column("former_until", sa.BigInteger(), nullable=False),
        sa.Column("program", sa.String(length=40), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "event",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("sorted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "delivery",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("endpoint", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("delivered_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'delivered', 'dead')", name="state_is_known"
        ),
        sa.ForeignKeyConstraint(
            ["agency", "endpoint"],
            ["endpoint.agency", "endpoint.id"],
        ),
        sa.ForeignKeyConstraint(
            ["agency", "event"],
            ["event.agency", "event.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_index("event_sorted", "event", ["agency", "sorted", "id"], unique=False)
    op.create_index("delivery_due", "delivery", ["agency", "endpoint", "state"], unique=False)
    op.create_index("delivery_state", "delivery", ["agency", "state", "id"], unique=False)


def downgrade() -> None:
    """Drop the tables with all they hold."""
    op.drop_table("delivery")
    op.drop_table("event")
    op.drop_table("endpoint")
