"""Lay audiences, entry batches and drafts of questionnaires."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import participation.core.columns

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audience',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('slug', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('names', participation.core.columns.Json(), nullable=False),
    sa.Column('admission', sa.Enum('open', 'codes', name='admission', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_internal', sa.Boolean(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('population', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_audience_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audience')),
    sa.UniqueConstraint('survey_id', 'slug', name=op.f('uq_audience_survey_id_slug'))
    )
    op.create_table('population_margin',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('dimension', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('category', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_population_margin_survey_id_survey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_population_margin')),
    sa.UniqueConstraint('survey_id', 'dimension', 'category', name=op.f('uq_population_margin_survey_id_dimension_category'))
    )
    op.create_table('questionnaire_draft',
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('document', participation.core.columns.Json(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('report', participation.core.columns.Json(), nullable=False),
    sa.Column('changed_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by'], ['account.id'], name=op.f('fk_questionnaire_draft_changed_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_questionnaire_draft_survey_id_survey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('survey_id', name=op.f('pk_questionnaire_draft'))
    )
    with op.batch_alter_table('questionnaire_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_questionnaire_draft_changed_by'), ['changed_by'], unique=False)
    op.create_table('code_batch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('audience_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('person', 'school_class', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['audience_id'], ['audience.id'], name=op.f('fk_code_batch_audience_id_audience'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_code_batch_made_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_code_batch'))
    )
    with op.batch_alter_table('code_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_code_batch_audience_id'), ['audience_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_code_batch_made_by'), ['made_by'], unique=False)
    op.create_table('entry_batch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('channel', sa.Enum('online', 'kiosk', 'paper', 'event', name='channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('audience', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('is_double', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('open', 'stored', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('opened_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Uuid(), nullable=True),
    sa.Column('stored_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('stored', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['opened_by'], ['account.id'], name=op.f('fk_entry_batch_opened_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_entry_batch_survey_id_survey'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['questionnaire_version.id'], name=op.f('fk_entry_batch_version_id_questionnaire_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_batch')),
    sa.UniqueConstraint('survey_id', 'name', name=op.f('uq_entry_batch_survey_id_name'))
    )
    with op.batch_alter_table('entry_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_batch_opened_by'), ['opened_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_batch_version_id'), ['version_id'], unique=False)
    op.create_table('entry_sheet',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('answers', participation.core.columns.Json(), nullable=False),
    sa.Column('typed_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('typed_by', sa.Uuid(), nullable=True),
    sa.CheckConstraint('turn IN (1, 2)', name=op.f('ck_entry_sheet_turn')),
    sa.ForeignKeyConstraint(['batch_id'], ['entry_batch.id'], name=op.f('fk_entry_sheet_batch_id_entry_batch'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['typed_by'], ['account.id'], name=op.f('fk_entry_sheet_typed_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_sheet')),
    sa.UniqueConstraint('batch_id', 'number', 'turn', name=op.f('uq_entry_sheet_batch_id_number_turn'))
    )
    with op.batch_alter_table('entry_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_sheet_typed_by'), ['typed_by'], unique=False)
    op.create_table('invitation_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.Column('most_uses', sa.Integer(), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.Column('is_void', sa.Boolean(), nullable=False),
    sa.CheckConstraint('uses >= 0 AND uses <= most_uses', name=op.f('ck_invitation_code_uses')),
    sa.ForeignKeyConstraint(['batch_id'], ['code_batch.id'], name=op.f('fk_invitation_code_batch_id_code_batch'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_code')),
    sa.UniqueConstraint('batch_id', 'number', name=op.f('uq_invitation_code_batch_id_number')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_invitation_code_code_hash'))
    )


def downgrade() -> None:
    op.drop_table('invitation_code')
    with op.batch_alter_table('entry_sheet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_sheet_typed_by'))
    op.drop_table('entry_sheet')
    with op.batch_alter_table('entry_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_batch_version_id'))
        batch_op.drop_index(batch_op.f('ix_entry_batch_opened_by'))
    op.drop_table('entry_batch')
    with op.batch_alter_table('code_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_code_batch_made_by'))
        batch_op.drop_index(batch_op.f('ix_code_batch_audience_id'))
    op.drop_table('code_batch')
    with op.batch_alter_table('questionnaire_draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_questionnaire_draft_changed_by'))
    op.drop_table('questionnaire_draft')
    op.drop_table('population_margin')
    op.drop_table('audience')
