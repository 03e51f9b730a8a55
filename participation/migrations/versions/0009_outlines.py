"""Lay the outlines of regions."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region_outline",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("document", participation.core.columns.Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_region_outline_region_id_region"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("region_id", name=op.f("pk_region_outline")),
    )


def downgrade() -> None:
    op.drop_table("region_outline")
