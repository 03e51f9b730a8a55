"""Lay comments and ideas."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import participation.core.columns

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('comment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('pending', 'published', 'published_redacted', 'rejected', 'withdrawn', 'hidden', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('published_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('rejection_reason', sa.Enum('insult', 'criminal', 'personal_data', 'off_topic', 'advertising', 'repetition', 'copyright', name='rejection_reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('message_to_author', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('official_reply', sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
    sa.Column('replied_by', sa.Uuid(), nullable=True),
    sa.Column('replied_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('remark', 'suggestion', 'objection', 'question', 'praise', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_comment_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_comment_phase_id_phase'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_comment_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['replied_by'], ['account.id'], name=op.f('fk_comment_replied_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_comment_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_comment_thread_id_thread'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_comment_version_id_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
    sa.UniqueConstraint('key', name=op.f('uq_comment_key')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_comment_receipt_key'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index('ix_comment_element', ['element_id', 'state', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_phase_id'), ['phase_id'], unique=False)
        batch_op.create_index('ix_comment_queue', ['region_id', 'state', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_replied_by'), ['replied_by'], unique=False)
        batch_op.create_index('ix_comment_strategy', ['strategy_id', 'state', 'published_at'], unique=False)
        batch_op.create_index('ix_comment_thread', ['thread_id', 'state', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_version_id'), ['version_id'], unique=False)
    op.create_table('idea',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('pending', 'published', 'published_redacted', 'rejected', 'withdrawn', 'hidden', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('published_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('rejection_reason', sa.Enum('insult', 'criminal', 'personal_data', 'off_topic', 'advertising', 'repetition', 'copyright', name='rejection_reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('message_to_author', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('official_reply', sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
    sa.Column('replied_by', sa.Uuid(), nullable=True),
    sa.Column('replied_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=True),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('stage', sa.Enum('submitted', 'checked', 'under_consideration', 'in_goal_draft', 'not_adopted', 'decided', 'implemented', name='stage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_idea_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_idea_phase_id_phase'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_idea_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['replied_by'], ['account.id'], name=op.f('fk_idea_replied_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_idea_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea')),
    sa.UniqueConstraint('key', name=op.f('uq_idea_key')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_idea_receipt_key'))
    )
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.create_index('ix_idea_element', ['element_id', 'state', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_idea_phase_id'), ['phase_id'], unique=False)
        batch_op.create_index('ix_idea_queue', ['region_id', 'state', 'id'], unique=False)
        batch_op.create_index('ix_idea_region', ['region_id', 'state', 'published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_idea_replied_by'), ['replied_by'], unique=False)
        batch_op.create_index('ix_idea_strategy', ['strategy_id', 'state', 'published_at'], unique=False)
    op.create_table('endorsement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_endorsement_idea_id_idea'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endorsement')),
    sa.UniqueConstraint('key', name=op.f('uq_endorsement_key')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_endorsement_receipt_key'))
    )
    with op.batch_alter_table('endorsement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_endorsement_idea_id'), ['idea_id'], unique=False)
    op.create_table('idea_stage',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.Enum('submitted', 'checked', 'under_consideration', 'in_goal_draft', 'not_adopted', 'decided', 'implemented', name='stage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reached_on', sa.Date(), nullable=False),
    sa.Column('sentence', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['account.id'], name=op.f('fk_idea_stage_actor_id_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_stage_idea_id_idea'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_stage'))
    )
    with op.batch_alter_table('idea_stage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_stage_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_idea_stage_idea_id'), ['idea_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('idea_stage', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_idea_stage_idea_id'))
        batch_op.drop_index(batch_op.f('ix_idea_stage_actor_id'))
    op.drop_table('idea_stage')
    with op.batch_alter_table('endorsement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_endorsement_idea_id'))
    op.drop_table('endorsement')
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_strategy')
        batch_op.drop_index(batch_op.f('ix_idea_replied_by'))
        batch_op.drop_index('ix_idea_region')
        batch_op.drop_index('ix_idea_queue')
        batch_op.drop_index(batch_op.f('ix_idea_phase_id'))
        batch_op.drop_index('ix_idea_element')
    op.drop_table('idea')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_version_id'))
        batch_op.drop_index('ix_comment_thread')
        batch_op.drop_index('ix_comment_strategy')
        batch_op.drop_index(batch_op.f('ix_comment_replied_by'))
        batch_op.drop_index('ix_comment_queue')
        batch_op.drop_index(batch_op.f('ix_comment_phase_id'))
        batch_op.drop_index('ix_comment_element')
    op.drop_table('comment')
