"""Lay considerations and goal changes."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import participation.core.columns

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('source',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('study', 'workshop', 'statement', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('origin', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('created_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_source_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source'))
    )
    with op.batch_alter_table('source', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_source_strategy_id'), ['strategy_id'], unique=False)
    op.create_table('goal_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('before', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('after', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('made_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.Column('version_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('before <> after', name=op.f('ck_goal_change_difference')),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_goal_change_block_id_block'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_goal_change_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_goal_change_made_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_goal_change_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_goal_change_version_id_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal_change'))
    )
    with op.batch_alter_table('goal_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goal_change_block_id'), ['block_id'], unique=False)
        batch_op.create_index('ix_goal_change_element', ['element_id', 'made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_goal_change_made_by'), ['made_by'], unique=False)
        batch_op.create_index('ix_goal_change_strategy', ['strategy_id', 'version_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_goal_change_version_id'), ['version_id'], unique=False)
    op.create_table('consideration',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('comment_id', sa.Uuid(), nullable=True),
    sa.Column('idea_id', sa.Uuid(), nullable=True),
    sa.Column('survey_id', sa.Uuid(), nullable=True),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=True),
    sa.Column('state', sa.Enum('new', 'assigned', 'in_work', 'proposed', 'released', 'decided', 'answered', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('outcome', sa.Enum('accepted', 'partially_accepted', 'not_accepted', 'noted', 'already_covered', 'out_of_remit', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('rationale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('easy_rationale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('forwarded_to', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('block_id', sa.Uuid(), nullable=True),
    sa.Column('editor_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('changed_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('released_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.CheckConstraint("(outcome IS NULL AND state IN ('new', 'assigned', 'in_work')) OR (outcome IS NOT NULL AND rationale <> '')", name=op.f('ck_consideration_rationale')),
    sa.CheckConstraint('(CASE WHEN comment_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN idea_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN survey_id IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_consideration_one_contribution')),
    sa.CheckConstraint('(survey_id IS NULL) = (question IS NULL)', name=op.f('ck_consideration_question')),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_consideration_block_id_block'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_consideration_comment_id_comment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['editor_id'], ['account.id'], name=op.f('fk_consideration_editor_id_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_consideration_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_consideration_idea_id_idea'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_consideration_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_consideration_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consideration')),
    sa.UniqueConstraint('comment_id', name=op.f('uq_consideration_comment_id')),
    sa.UniqueConstraint('idea_id', name=op.f('uq_consideration_idea_id')),
    sa.UniqueConstraint('survey_id', 'question', 'strategy_id', name=op.f('uq_consideration_survey_id_question_strategy_id'))
    )
    with op.batch_alter_table('consideration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consideration_block_id'), ['block_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consideration_editor_id'), ['editor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consideration_element_id'), ['element_id'], unique=False)
        batch_op.create_index('ix_consideration_strategy', ['strategy_id', 'state', 'outcome'], unique=False)
    op.create_table('consideration_revision',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('consideration_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('new', 'assigned', 'in_work', 'proposed', 'released', 'decided', 'answered', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('outcome', sa.Enum('accepted', 'partially_accepted', 'not_accepted', 'noted', 'already_covered', 'out_of_remit', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('rationale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('easy_rationale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('forwarded_to', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('editor_id', sa.Uuid(), nullable=True),
    sa.Column('at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['consideration_id'], ['consideration.id'], name=op.f('fk_consideration_revision_consideration_id_consideration'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['editor_id'], ['account.id'], name=op.f('fk_consideration_revision_editor_id_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consideration_revision'))
    )
    with op.batch_alter_table('consideration_revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consideration_revision_consideration_id'), ['consideration_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consideration_revision_editor_id'), ['editor_id'], unique=False)
    op.create_table('evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('change_id', sa.Uuid(), nullable=False),
    sa.Column('comment_id', sa.Uuid(), nullable=True),
    sa.Column('idea_id', sa.Uuid(), nullable=True),
    sa.Column('survey_id', sa.Uuid(), nullable=True),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=True),
    sa.Column('release_id', sa.Uuid(), nullable=True),
    sa.Column('source_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('(CASE WHEN comment_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN idea_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN survey_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN source_id IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_evidence_one_kind')),
    sa.CheckConstraint('(survey_id IS NULL) = (question IS NULL)', name=op.f('ck_evidence_question')),
    sa.CheckConstraint('(survey_id IS NULL) = (release_id IS NULL)', name=op.f('ck_evidence_release')),
    sa.ForeignKeyConstraint(['change_id'], ['goal_change.id'], name=op.f('fk_evidence_change_id_goal_change'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_evidence_comment_id_comment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_evidence_idea_id_idea'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_evidence_release_id_release'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_evidence_source_id_source'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_evidence_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_comment_id'), ['comment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_idea_id'), ['idea_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_release_id'), ['release_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_source_id'), ['source_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_survey_id'), ['survey_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evidence_survey_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_source_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_release_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_idea_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_comment_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_change_id'))
    op.drop_table('evidence')
    with op.batch_alter_table('consideration_revision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consideration_revision_editor_id'))
        batch_op.drop_index(batch_op.f('ix_consideration_revision_consideration_id'))
    op.drop_table('consideration_revision')
    with op.batch_alter_table('consideration', schema=None) as batch_op:
        batch_op.drop_index('ix_consideration_strategy')
        batch_op.drop_index(batch_op.f('ix_consideration_element_id'))
        batch_op.drop_index(batch_op.f('ix_consideration_editor_id'))
        batch_op.drop_index(batch_op.f('ix_consideration_block_id'))
    op.drop_table('consideration')
    with op.batch_alter_table('goal_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_goal_change_version_id'))
        batch_op.drop_index('ix_goal_change_strategy')
        batch_op.drop_index(batch_op.f('ix_goal_change_made_by'))
        batch_op.drop_index('ix_goal_change_element')
        batch_op.drop_index(batch_op.f('ix_goal_change_block_id'))
    op.drop_table('goal_change')
    with op.batch_alter_table('source', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_source_strategy_id'))
    op.drop_table('source')
