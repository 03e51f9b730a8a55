"""Add code trees of procedures and the coded segments of contributions."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('coding_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('procedure_id', sa.Uuid(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('mark', sa.String(length=3), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('description', sa.String(length=2000), nullable=False),
    sa.Column('keywords', sa.String(length=500), nullable=False),
    sa.Column('retired_at', participation.core.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['coding_code.id'], name=op.f('fk_coding_code_parent_id_coding_code'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_coding_code_procedure_id_procedure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding_code')),
    sa.UniqueConstraint('procedure_id', 'mark', name=op.f('uq_coding_code_procedure_id_mark'))
    )
    op.create_index(op.f('ix_coding_code_parent_id'), 'coding_code', ['parent_id'], unique=False)
    op.create_table('coding_segment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code_id', sa.Uuid(), nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('contribution_id', sa.Uuid(), nullable=False),
    sa.Column('part', sa.String(length=160), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('begins', sa.Integer(), nullable=False),
    sa.Column('ends', sa.Integer(), nullable=False),
    sa.Column('text_digest', sa.LargeBinary(), nullable=False),
    sa.Column('is_lost', sa.Boolean(), nullable=False),
    sa.Column('marked_by', sa.Uuid(), nullable=False),
    sa.Column('marked_at', participation.core.columns.UtcTime(), nullable=False),
    sa.CheckConstraint('begins >= 0 AND ends > begins', name=op.f('ck_coding_segment_stretch')),
    sa.ForeignKeyConstraint(['code_id'], ['coding_code.id'], name=op.f('fk_coding_segment_code_id_coding_code'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_coding_segment_element_id_element'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['marked_by'], ['account.id'], name=op.f('fk_coding_segment_marked_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding_segment')),
    sa.UniqueConstraint('contribution_id', 'part', 'code_id', 'begins', 'ends', name=op.f('uq_coding_segment_contribution_id_part_code_id_begins_ends'))
    )
    op.create_index('ix_coding_segment_code', 'coding_segment', ['code_id', 'is_lost', 'id'], unique=False)
    op.create_index(op.f('ix_coding_segment_element_id'), 'coding_segment', ['element_id'], unique=False)
    op.create_index(op.f('ix_coding_segment_marked_by'), 'coding_segment', ['marked_by'], unique=False)
    op.create_index(op.f('ix_coding_segment_receipt_key'), 'coding_segment', ['receipt_key'], unique=False)


def downgrade() -> None:
    op.drop_table("coding_segment")
    op.drop_table("coding_code")
