"""Lay surveys."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import participation.core.columns

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('survey',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('procedure_id', sa.Uuid(), nullable=False),
    sa.Column('phase_id', sa.Uuid(), nullable=True),
    sa.Column('slug', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('latest_version', sa.Integer(), nullable=False),
    sa.Column('importance_cut', sa.Float(), nullable=False),
    sa.Column('satisfaction_cut', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_survey_phase_id_phase'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_survey_procedure_id_procedure'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_survey_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey')),
    sa.UniqueConstraint('region_id', 'slug', name=op.f('uq_survey_region_id_slug'))
    )
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_phase_id'), ['phase_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_procedure_id'), ['procedure_id'], unique=False)
    op.create_table('counter',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('option', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('dimensions', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('segment', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('key_sum', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_counter_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counter')),
    sa.UniqueConstraint('survey_id', 'dimensions', 'question', 'segment', 'option', name=op.f('uq_counter_survey_id_dimensions_question_segment_option'))
    )
    op.create_table('questionnaire_version',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('document', participation.core.columns.Json(), nullable=False),
    sa.Column('frozen_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_questionnaire_version_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire_version')),
    sa.UniqueConstraint('survey_id', 'number', name=op.f('uq_questionnaire_version_survey_id_number'))
    )
    op.create_table('release',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('cut_off_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('method_version', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('submissions', sa.Integer(), nullable=False),
    sa.Column('facts', participation.core.columns.Json(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('released_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('released_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['released_by'], ['account.id'], name=op.f('fk_release_released_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_release_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release')),
    sa.UniqueConstraint('survey_id', 'number', name=op.f('uq_release_survey_id_number'))
    )
    with op.batch_alter_table('release', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_release_released_by'), ['released_by'], unique=False)
    op.create_table('pending',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('sign', sa.Integer(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('segments', sa.Text(), nullable=False),
    sa.Column('record_key', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('sign IN (-1, 1)', name=op.f('ck_pending_sign')),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_pending_survey_id_survey'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['questionnaire_version.id'], name=op.f('fk_pending_version_id_questionnaire_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pending'))
    )
    with op.batch_alter_table('pending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pending_survey_id'), ['survey_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pending_version_id'), ['version_id'], unique=False)
    op.create_table('release_attempt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('requested_at', participation.core.columns.UtcTime(timezone=True), nullable=False),
    sa.Column('requested_by', sa.Uuid(), nullable=True),
    sa.Column('breakdowns', participation.core.columns.Json(), nullable=False),
    sa.Column('finished_at', participation.core.columns.UtcTime(timezone=True), nullable=True),
    sa.Column('release_id', sa.Uuid(), nullable=True),
    sa.Column('problems', participation.core.columns.Json(), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_release_attempt_release_id_release'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['requested_by'], ['account.id'], name=op.f('fk_release_attempt_requested_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_release_attempt_survey_id_survey'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_attempt'))
    )
    with op.batch_alter_table('release_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_release_attempt_release_id'), ['release_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_release_attempt_requested_by'), ['requested_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_release_attempt_survey_id'), ['survey_id'], unique=False)
    op.create_table('release_table',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('release_id', sa.Uuid(), nullable=False),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('dimensions', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('document', participation.core.columns.Json(), nullable=False),
    sa.Column('sizes', participation.core.columns.Json(), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_release_table_release_id_release'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_table')),
    sa.UniqueConstraint('release_id', 'question', 'dimensions', name=op.f('uq_release_table_release_id_question_dimensions'))
    )
    op.create_table('submission',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
    sa.Column('channel', sa.Enum('online', 'kiosk', 'paper', 'event', name='channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('record_key', sa.BigInteger(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('withdrawn_at', sa.Date(), nullable=True),
    sa.CheckConstraint('record_key >= 0 AND record_key < 4294967296', name=op.f('ck_submission_record_key')),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_submission_survey_id_survey'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['questionnaire_version.id'], name=op.f('fk_submission_version_id_questionnaire_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submission')),
    sa.UniqueConstraint('key', name=op.f('uq_submission_key'))
    )
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_submission_receipt_key'), ['receipt_key'], unique=True)
        batch_op.create_index('ix_submission_survey', ['survey_id', 'withdrawn_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_submission_version_id'), ['version_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submission_version_id'))
        batch_op.drop_index('ix_submission_survey')
        batch_op.drop_index(batch_op.f('ix_submission_receipt_key'))
    op.drop_table('submission')
    op.drop_table('release_table')
    with op.batch_alter_table('release_attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_release_attempt_survey_id'))
        batch_op.drop_index(batch_op.f('ix_release_attempt_requested_by'))
        batch_op.drop_index(batch_op.f('ix_release_attempt_release_id'))
    op.drop_table('release_attempt')
    with op.batch_alter_table('pending', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pending_version_id'))
        batch_op.drop_index(batch_op.f('ix_pending_survey_id'))
    op.drop_table('pending')
    with op.batch_alter_table('release', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_release_released_by'))
    op.drop_table('release')
    op.drop_table('questionnaire_version')
    op.drop_table('counter')
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_procedure_id'))
        batch_op.drop_index(batch_op.f('ix_survey_phase_id'))
    op.drop_table('survey')
