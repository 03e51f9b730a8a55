"""Keep documents on their way into a strategy, guess by guess, and documents made of versions."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('import_draft',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=True),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('stored_as', sa.String(length=40), nullable=False),
    sa.Column('is_update', sa.Boolean(), nullable=False),
    sa.Column('stage', sa.Enum('waiting', 'reading', 'ready', 'failed', 'adopted', name='stage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('problem', participation.core.columns.Json(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('contradictions', participation.core.columns.Json(), nullable=False),
    sa.Column('created_at', participation.core.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_import_draft_account_id_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_import_draft_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_import_draft_strategy_id_strategy'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_draft'))
    )
    op.create_index(op.f('ix_import_draft_account_id'), 'import_draft', ['account_id'], unique=False)
    op.create_index('ix_import_draft_region', 'import_draft', ['region_id', 'created_at'], unique=False)
    op.create_index(op.f('ix_import_draft_strategy_id'), 'import_draft', ['strategy_id'], unique=False)
    op.create_table('import_guess',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('draft_id', sa.Uuid(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('vision', 'motto', 'preamble', 'chapter', 'priority_group', 'action_cluster', 'action_field', 'area', 'guiding_principle', 'guiding_question', 'point', 'strategic_goal', 'sub_goal', 'operational_goal', 'measure', 'indicator', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('change', sa.Enum('new', 'changed', 'same', 'gone', name='change', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('differs', participation.core.columns.Json(), nullable=False),
    sa.Column('decision', sa.Enum('open', 'accepted', 'dropped', 'done', name='decision', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_corrected', sa.Boolean(), nullable=False),
    sa.Column('links', participation.core.columns.Json(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['import_draft.id'], name=op.f('fk_import_guess_draft_id_import_draft'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_import_guess_element_id_element'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['parent_id'], ['import_guess.id'], name=op.f('fk_import_guess_parent_id_import_guess'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_guess'))
    )
    op.create_index('ix_import_guess_draft', 'import_guess', ['draft_id', 'position'], unique=False)
    op.create_index(op.f('ix_import_guess_element_id'), 'import_guess', ['element_id'], unique=False)
    op.create_index(op.f('ix_import_guess_parent_id'), 'import_guess', ['parent_id'], unique=False)
    op.create_table('published_document',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.Enum('pdf', 'docx', name='form', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('stored_as', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('begun_at', participation.core.columns.UtcTime(), nullable=True),
    sa.Column('made_at', participation.core.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_published_document_version_id_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_document')),
    sa.UniqueConstraint('version_id', 'form', name=op.f('uq_published_document_version_id_form'))
    )


def downgrade() -> None:
    op.drop_table("published_document")
    op.drop_table("import_guess")
    op.drop_table("import_draft")
