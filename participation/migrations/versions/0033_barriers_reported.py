"""Keep what people report as barriers, and what a region says about accessibility."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("region", sa.Column("accessibility", participation.core.columns.Json(), nullable=False, server_default="{}"))
    op.create_table(
        "barrier_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("handled_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_barrier_report_region_id_region"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["handled_by"], ["account.id"], name=op.f("fk_barrier_report_handled_by_account"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barrier_report")),
        sa.UniqueConstraint("key", name=op.f("uq_barrier_report_key")),
    )
    op.create_index("ix_barrier_report_region", "barrier_report", ["region_id", "handled_on", "received_on"], unique=False)
    op.create_index(op.f("ix_barrier_report_handled_by"), "barrier_report", ["handled_by"], unique=False)


def downgrade() -> None:
    op.drop_table("barrier_report")
    op.drop_column("region", "accessibility")
