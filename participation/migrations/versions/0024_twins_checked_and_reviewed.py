"""Keep what twins say, findings that were dismissed, what test groups said, and what a bureau sent back."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bureau_return',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('rows', participation.core.columns.Json(), nullable=False),
    sa.Column('state', sa.Enum('open', 'done', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('received_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('received_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['received_by'], ['account.id'], name=op.f('fk_bureau_return_received_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_bureau_return_strategy_id_strategy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bureau_return'))
    )
    op.create_index(op.f('ix_bureau_return_received_by'), 'bureau_return', ['received_by'], unique=False)
    op.create_index('ix_bureau_return_strategy', 'bureau_return', ['strategy_id', 'received_at'], unique=False)
    op.create_table('twin_review',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('test_group', sa.String(length=160), nullable=False),
    sa.Column('testers', sa.Integer(), nullable=False),
    sa.Column('names', sa.String(length=300), nullable=False),
    sa.Column('may_be_named', sa.Boolean(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.Column('begun_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('begun_by', sa.Uuid(), nullable=True),
    sa.Column('concluded_at', participation.core.columns.UtcTime(), nullable=True),
    sa.Column('concluded_by', sa.Uuid(), nullable=True),
    sa.CheckConstraint('concluded_at IS NULL OR (testers >= 2 AND reviewed_on IS NOT NULL)', name=op.f('ck_twin_review_recorded')),
    sa.ForeignKeyConstraint(['begun_by'], ['account.id'], name=op.f('fk_twin_review_begun_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['concluded_by'], ['account.id'], name=op.f('fk_twin_review_concluded_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_twin_review_strategy_id_strategy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_twin_review'))
    )
    op.create_index(op.f('ix_twin_review_begun_by'), 'twin_review', ['begun_by'], unique=False)
    op.create_index(op.f('ix_twin_review_concluded_by'), 'twin_review', ['concluded_by'], unique=False)
    op.create_index('ix_twin_review_strategy', 'twin_review', ['strategy_id', 'language'], unique=False)
    op.create_table('dismissed_finding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('rule', sa.String(length=8), nullable=False),
    sa.Column('sentence', sa.String(length=1000), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('dismissed_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('dismissed_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_dismissed_finding_block_id_block'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['dismissed_by'], ['account.id'], name=op.f('fk_dismissed_finding_dismissed_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dismissed_finding')),
    sa.UniqueConstraint('block_id', 'language', 'key', name=op.f('uq_dismissed_finding_block_id_language_key'))
    )
    op.create_index(op.f('ix_dismissed_finding_dismissed_by'), 'dismissed_finding', ['dismissed_by'], unique=False)
    op.create_table('protocol_entry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('review_id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('sentence', sa.String(length=1000), nullable=False),
    sa.Column('not_understood', sa.String(length=1000), nullable=False),
    sa.Column('proposal', sa.String(length=1000), nullable=False),
    sa.Column('testers', sa.Integer(), nullable=False),
    sa.Column('settled_at', participation.core.columns.UtcTime(), nullable=True),
    sa.Column('noted_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_protocol_entry_block_id_block'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['noted_by'], ['account.id'], name=op.f('fk_protocol_entry_noted_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['review_id'], ['twin_review.id'], name=op.f('fk_protocol_entry_review_id_twin_review'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_protocol_entry'))
    )
    op.create_index(op.f('ix_protocol_entry_block_id'), 'protocol_entry', ['block_id'], unique=False)
    op.create_index(op.f('ix_protocol_entry_noted_by'), 'protocol_entry', ['noted_by'], unique=False)
    op.create_index(op.f('ix_protocol_entry_review_id'), 'protocol_entry', ['review_id'], unique=False)
    op.create_table('review_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('review_id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_review_text_block_id_block'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['review_id'], ['twin_review.id'], name=op.f('fk_review_text_review_id_twin_review'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_text')),
    sa.UniqueConstraint('review_id', 'block_id', name=op.f('uq_review_text_review_id_block_id'))
    )
    op.create_index(op.f('ix_review_text_block_id'), 'review_text', ['block_id'], unique=False)
    op.create_table('twin_source',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('twin_id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('found_right_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('found_right_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_twin_source_block_id_block'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['found_right_by'], ['account.id'], name=op.f('fk_twin_source_found_right_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['twin_id'], ['block_text.id'], name=op.f('fk_twin_source_twin_id_block_text'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_twin_source')),
    sa.UniqueConstraint('twin_id', 'block_id', name=op.f('uq_twin_source_twin_id_block_id'))
    )
    op.create_index(op.f('ix_twin_source_block_id'), 'twin_source', ['block_id'], unique=False)
    op.create_index(op.f('ix_twin_source_found_right_by'), 'twin_source', ['found_right_by'], unique=False)
    for table in ("official_reply", "given_reply"):
        op.add_column(table, sa.Column("easy_text", sa.String(length=5000), nullable=False, server_default=""))


def downgrade() -> None:
    for table in ("official_reply", "given_reply"):
        op.drop_column(table, "easy_text")
    op.drop_table("bureau_return")
    op.drop_table("protocol_entry")
    op.drop_table("review_text")
    op.drop_table("twin_review")
    op.drop_table("dismissed_finding")
    op.drop_table("twin_source")
