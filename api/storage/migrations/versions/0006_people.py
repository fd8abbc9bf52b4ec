"""The first tables: people."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "api_client",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "oidc_login",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=200), nullable=False),
        sa.Column("nonce", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "user_account",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("one_time_until", sa.BigInteger(), nullable=True),
        sa.Column("totp", sa.String(length=200), nullable=True),
        sa.Column("totp_next", sa.String(length=200), nullable=True),
        sa.Column("totp_last", sa.BigInteger(), nullable=False),
        sa.Column("oidc_subject", sa.String(length=255), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "role IN ('worker', 'case-manager', 'supervisor', 'wellbeing-lead', 'agency-admin', 'auditor')",
            name="role_is_known",
        ),
        sa.ForeignKeyConstraint(
            ["agency", "worker"],
            ["worker.agency", "worker.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_table(
        "session",
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("stepped_up_at", sa.BigInteger(), nullable=True),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency", "user"],
            ["user_account.agency", "user_account.id"],
        ),
        sa.PrimaryKeyConstraint("agency", "id"),
    )
    op.create_index("api_client_token", "api_client", ["agency", "token", "id"], unique=False)
    op.create_index("one_login", "user_account", ["agency", "login"], unique=True)
    op.create_index("session_user", "session", ["agency", "user", "id"], unique=False)


def downgrade() -> None:
    """Drop the tables with all they hold."""
    op.drop_table("session")
    op.drop_table("user_account")
    op.drop_table("oidc_login")
    op.drop_table("api_client")
