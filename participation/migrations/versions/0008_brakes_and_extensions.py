"""Let surveys have brakes, batches of codes one reminder, and phases an extension."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('daily_key',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('secret', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_daily_key'))
    )
    op.create_table('spent_challenge',
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('expires_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_spent_challenge'))
    )
    op.create_index('ix_spent_challenge_expires_at', 'spent_challenge', ['expires_at'])
    op.create_table('rate',
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_rate'))
    )
    op.create_index('ix_rate_day', 'rate', ['day'])
    op.add_column('code_batch', sa.Column('reminded_on', sa.Date(), nullable=True))
    op.add_column('phase', sa.Column('first_closes_at', participation.core.columns.UtcTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('phase', 'first_closes_at')
    op.drop_column('code_batch', 'reminded_on')
    for table in ('rate', 'spent_challenge', 'daily_key'):
        op.drop_table(table)
