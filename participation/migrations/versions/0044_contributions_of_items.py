"""Items of devices know the contribution that they became by an id of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device_item", sa.Column("subject", sa.LargeBinary(), nullable=True))
    op.create_index("ix_device_item_subject", "device_item", ["subject"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_device_item_subject", table_name="device_item")
    op.drop_column("device_item", "subject")
