"""Lay strategies and procedures."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import participation.core.columns

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('strategy',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('slug', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('horizon', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('levels', participation.core.columns.Json(), nullable=False),
    sa.Column('latest_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_strategy_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_strategy')),
    sa.UniqueConstraint('region_id', 'slug', name=op.f('uq_strategy_region_id_slug'))
    )
    op.create_table('element',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('kind', sa.Enum('vision', 'motto', 'preamble', 'chapter', 'priority_group', 'action_cluster', 'action_field', 'area', 'guiding_principle', 'guiding_question', 'point', 'strategic_goal', 'sub_goal', 'operational_goal', 'measure', 'indicator', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('retired_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['element.id'], name=op.f('fk_element_parent_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_element_strategy_id_strategy'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_element_thread_id_thread'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_element')),
    sa.UniqueConstraint('strategy_id', 'key', name=op.f('uq_element_strategy_id_key'))
    )
    with op.batch_alter_table('element', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_element_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_element_thread_id'), ['thread_id'], unique=False)
        batch_op.create_index('ix_element_tree', ['strategy_id', 'parent_id', 'position'], unique=False)
    op.create_table('milestone',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('precision', sa.Enum('day', 'month', 'year', name='precision', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_milestone_strategy_id_strategy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_milestone'))
    )
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_milestone_strategy_id'), ['strategy_id'], unique=False)
    op.create_table('procedure',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=True),
    sa.Column('slug', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('state', sa.Enum('draft', 'active', 'cancelled', 'archived', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('legal_basis', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('meeting_on', sa.Date(), nullable=True),
    sa.Column('submission_days', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_procedure_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_procedure_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure')),
    sa.UniqueConstraint('region_id', 'slug', name=op.f('uq_procedure_region_id_slug'))
    )
    with op.batch_alter_table('procedure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_procedure_strategy_id'), ['strategy_id'], unique=False)
    op.create_table('strategy_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('summary', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_strategy_text_strategy_id_strategy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_strategy_text')),
    sa.UniqueConstraint('strategy_id', 'language', name=op.f('uq_strategy_text_strategy_id_language'))
    )
    op.create_table('version',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'in_review', 'published', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('published_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('published_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['published_by'], ['account.id'], name=op.f('fk_version_published_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_version_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version')),
    sa.UniqueConstraint('strategy_id', 'number', name=op.f('uq_version_strategy_id_number'))
    )
    with op.batch_alter_table('version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_version_published_by'), ['published_by'], unique=False)
    op.create_table('block',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_block_element_id_element'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_block_thread_id_thread'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_block')),
    sa.UniqueConstraint('element_id', 'key', name=op.f('uq_block_element_id_key'))
    )
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_block_thread_id'), ['thread_id'], unique=False)
    op.create_table('element_link',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('source_id', sa.Uuid(), nullable=False),
    sa.Column('target_id', sa.Uuid(), nullable=False),
    sa.Column('relation', sa.Enum('contributes_to', 'derived_from', name='relation', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['element.id'], name=op.f('fk_element_link_source_id_element'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['target_id'], ['element.id'], name=op.f('fk_element_link_target_id_element'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_element_link')),
    sa.UniqueConstraint('source_id', 'relation', 'target_id', name=op.f('uq_element_link_source_id_relation_target_id'))
    )
    with op.batch_alter_table('element_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_element_link_target_id'), ['target_id'], unique=False)
    op.create_table('milestone_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('milestone_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['milestone_id'], ['milestone.id'], name=op.f('fk_milestone_text_milestone_id_milestone'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_milestone_text')),
    sa.UniqueConstraint('milestone_id', 'language', name=op.f('uq_milestone_text_milestone_id_language'))
    )
    op.create_table('phase',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('procedure_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('information', 'survey', 'comments', 'ideas', 'evaluation', 'decision', 'report', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('opens_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('closes_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint('closes_at > opens_at', name=op.f('ck_phase_order')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_phase_procedure_id_procedure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phase'))
    )
    with op.batch_alter_table('phase', schema=None) as batch_op:
        batch_op.create_index('ix_phase_dates', ['opens_at', 'closes_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_phase_procedure_id'), ['procedure_id'], unique=False)
    op.create_table('procedure_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('procedure_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('summary', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_procedure_text_procedure_id_procedure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure_text')),
    sa.UniqueConstraint('procedure_id', 'language', name=op.f('uq_procedure_text_procedure_id_language'))
    )
    op.create_table('topic',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('procedure_id', sa.Uuid(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_topic_procedure_id_procedure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic')),
    sa.UniqueConstraint('procedure_id', 'code', name=op.f('uq_topic_procedure_id_code'))
    )
    op.create_table('version_element',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Enum('vision', 'motto', 'preamble', 'chapter', 'priority_group', 'action_cluster', 'action_field', 'area', 'guiding_principle', 'guiding_question', 'point', 'strategic_goal', 'sub_goal', 'operational_goal', 'measure', 'indicator', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_version_element_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['parent_id'], ['element.id'], name=op.f('fk_version_element_parent_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_version_element_version_id_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_element')),
    sa.UniqueConstraint('version_id', 'element_id', name=op.f('uq_version_element_version_id_element_id'))
    )
    with op.batch_alter_table('version_element', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_version_element_element_id'), ['element_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_version_element_parent_id'), ['parent_id'], unique=False)
    op.create_table('block_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('in_translation', 'draft', 'in_checking', 'reviewed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('source_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('changed_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_block_text_block_id_block'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_block_text')),
    sa.UniqueConstraint('block_id', 'language', name=op.f('uq_block_text_block_id_language'))
    )
    op.create_table('phase_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_phase_text_phase_id_phase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phase_text')),
    sa.UniqueConstraint('phase_id', 'language', name=op.f('uq_phase_text_phase_id_language'))
    )
    op.create_table('topic_field',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('topic_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('since', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('until', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_topic_field_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_topic_field_topic_id_topic'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic_field'))
    )
    with op.batch_alter_table('topic_field', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_field_element_id'), ['element_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_field_topic_id'), ['topic_id'], unique=False)
    op.create_table('topic_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('topic_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_topic_text_topic_id_topic'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic_text')),
    sa.UniqueConstraint('topic_id', 'language', name=op.f('uq_topic_text_topic_id_language'))
    )
    op.create_table('version_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('in_translation', 'draft', 'in_checking', 'reviewed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_stale', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_version_text_block_id_block'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_version_text_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_version_text_version_id_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_text')),
    sa.UniqueConstraint('version_id', 'block_id', 'language', name=op.f('uq_version_text_version_id_block_id_language'))
    )
    with op.batch_alter_table('version_text', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_version_text_block_id'), ['block_id'], unique=False)
        batch_op.create_index('ix_version_text_element', ['version_id', 'element_id', 'language'], unique=False)
        batch_op.create_index(batch_op.f('ix_version_text_element_id'), ['element_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('version_text', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_version_text_element_id'))
        batch_op.drop_index('ix_version_text_element')
        batch_op.drop_index(batch_op.f('ix_version_text_block_id'))
    op.drop_table('version_text')
    op.drop_table('topic_text')
    with op.batch_alter_table('topic_field', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_field_topic_id'))
        batch_op.drop_index(batch_op.f('ix_topic_field_element_id'))
    op.drop_table('topic_field')
    op.drop_table('phase_text')
    op.drop_table('block_text')
    with op.batch_alter_table('version_element', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_version_element_parent_id'))
        batch_op.drop_index(batch_op.f('ix_version_element_element_id'))
    op.drop_table('version_element')
    op.drop_table('topic')
    op.drop_table('procedure_text')
    with op.batch_alter_table('phase', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_phase_procedure_id'))
        batch_op.drop_index('ix_phase_dates')
    op.drop_table('phase')
    op.drop_table('milestone_text')
    with op.batch_alter_table('element_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_element_link_target_id'))
    op.drop_table('element_link')
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_block_thread_id'))
    op.drop_table('block')
    with op.batch_alter_table('version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_version_published_by'))
    op.drop_table('version')
    op.drop_table('strategy_text')
    with op.batch_alter_table('procedure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_procedure_strategy_id'))
    op.drop_table('procedure')
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_milestone_strategy_id'))
    op.drop_table('milestone')
    with op.batch_alter_table('element', schema=None) as batch_op:
        batch_op.drop_index('ix_element_tree')
        batch_op.drop_index(batch_op.f('ix_element_thread_id'))
        batch_op.drop_index(batch_op.f('ix_element_parent_id'))
    op.drop_table('element')
    op.drop_table('strategy')
