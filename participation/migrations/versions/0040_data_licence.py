"""Say under which licence a region gives its open data away."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("region", sa.Column("data_licence", sa.String(length=20), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("region", "data_licence")
