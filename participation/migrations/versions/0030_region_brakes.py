"""Remember in which regions the brake of contributions is off."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region_brake",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_region_brake_region_id_region"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("region_id", name=op.f("pk_region_brake")),
    )


def downgrade() -> None:
    op.drop_table("region_brake")
