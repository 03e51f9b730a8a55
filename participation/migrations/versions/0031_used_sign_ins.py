"""Remember sign-ins at providers that must not count twice."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('used_sign_in',
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('expires_at', participation.core.columns.UtcTime(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_used_sign_in'))
    )
    op.create_index(op.f('ix_used_sign_in_expires_at'), 'used_sign_in', ['expires_at'], unique=False)


def downgrade() -> None:
    op.drop_table("used_sign_in")
