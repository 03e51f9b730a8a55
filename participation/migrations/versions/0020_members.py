"""Keep registered people, their lists and the fields that they follow."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('page', sa.String(length=200), nullable=False),
    sa.Column('wants_mail', sa.Boolean(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member')),
    sa.UniqueConstraint('email', name=op.f('uq_member_email')),
    sa.UniqueConstraint('token', name=op.f('uq_member_token'))
    )
    op.create_index(op.f('ix_member_checked_on'), 'member', ['checked_on'], unique=False)
    op.create_table('member_link',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('expires_at', participation.core.columns.UtcTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_member_link_token_hash'))
    )
    op.create_index(op.f('ix_member_link_email'), 'member_link', ['email'], unique=False)
    op.create_index(op.f('ix_member_link_expires_at'), 'member_link', ['expires_at'], unique=False)
    op.create_table('kept_receipt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('kept_on', sa.Date(), nullable=False),
    sa.Column('told', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_kept_receipt_member_id_member'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_receipt')),
    sa.UniqueConstraint('member_id', 'receipt_key', name=op.f('uq_kept_receipt_member_id_receipt_key'))
    )
    op.create_table('member_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('expires_at', participation.core.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_session_member_id_member'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_member_session_token_hash'))
    )
    op.create_index(op.f('ix_member_session_expires_at'), 'member_session', ['expires_at'], unique=False)
    op.create_index(op.f('ix_member_session_member_id'), 'member_session', ['member_id'], unique=False)
    op.create_table('followed_field',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('told_until', participation.core.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_followed_field_element_id_element'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_followed_field_member_id_member'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_followed_field')),
    sa.UniqueConstraint('member_id', 'element_id', name=op.f('uq_followed_field_member_id_element_id'))
    )
    op.create_index(op.f('ix_followed_field_element_id'), 'followed_field', ['element_id'], unique=False)


def downgrade() -> None:
    op.drop_table("followed_field")
    op.drop_table("kept_receipt")
    op.drop_table("member_session")
    op.drop_table("member_link")
    op.drop_table("member")
