"""Keep how far drafts are, who wrote what, what came out of what, and what undoes the last change of the tree."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('strategy_draft',
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'in_review', 'published', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.String(length=2000), nullable=False),
    sa.Column('changed_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by'], ['account.id'], name=op.f('fk_strategy_draft_changed_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_strategy_draft_strategy_id_strategy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('strategy_id', name=op.f('pk_strategy_draft'))
    )
    op.create_index(op.f('ix_strategy_draft_changed_by'), 'strategy_draft', ['changed_by'], unique=False)
    op.create_table('element_ancestry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('from_id', sa.Uuid(), nullable=False),
    sa.Column('to_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('split', 'merge', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('made_at', participation.core.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['from_id'], ['element.id'], name=op.f('fk_element_ancestry_from_id_element'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_id'], ['element.id'], name=op.f('fk_element_ancestry_to_id_element'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_element_ancestry')),
    sa.UniqueConstraint('from_id', 'to_id', name=op.f('uq_element_ancestry_from_id_to_id'))
    )
    op.create_index(op.f('ix_element_ancestry_to_id'), 'element_ancestry', ['to_id'], unique=False)
    op.create_table('structural_act',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('before', participation.core.columns.Json(), nullable=False),
    sa.Column('made_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_structural_act_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_structural_act_made_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_structural_act_strategy_id_strategy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_structural_act')),
    sa.UniqueConstraint('strategy_id', 'revision', name=op.f('uq_structural_act_strategy_id_revision'))
    )
    op.create_index(op.f('ix_structural_act_element_id'), 'structural_act', ['element_id'], unique=False)
    op.create_index(op.f('ix_structural_act_made_by'), 'structural_act', ['made_by'], unique=False)
    op.create_table('text_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('before', sa.String(), nullable=False),
    sa.Column('after', sa.String(), nullable=False),
    sa.Column('made_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_text_change_block_id_block'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_text_change_made_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_text_change'))
    )
    op.create_index('ix_text_change_block', 'text_change', ['block_id', 'language', 'made_at'], unique=False)
    op.create_index(op.f('ix_text_change_made_by'), 'text_change', ['made_by'], unique=False)


def downgrade() -> None:
    op.drop_table("structural_act")
    op.drop_table("element_ancestry")
    op.drop_table("text_change")
    op.drop_table("strategy_draft")
