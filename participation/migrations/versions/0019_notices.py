"""Keep addresses for notices, each for one contribution."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notice_address',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('page', sa.String(length=200), nullable=False),
    sa.Column('told', sa.String(length=200), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_notice_address_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_address')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_notice_address_receipt_key')),
    sa.UniqueConstraint('token', name=op.f('uq_notice_address_token'))
    )
    op.create_index('ix_notice_address_due', 'notice_address', ['confirmed_on', 'checked_on'], unique=False)
    op.create_index(op.f('ix_notice_address_email'), 'notice_address', ['email'], unique=False)
    op.create_index(op.f('ix_notice_address_region_id'), 'notice_address', ['region_id'], unique=False)


def downgrade() -> None:
    op.drop_table("notice_address")
