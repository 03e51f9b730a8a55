"""Keep pictures and sign-language videos of paragraphs, with the versions that show them."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('block_medium',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('picture', 'sign_video', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('stored_as', sa.String(length=32), nullable=False),
    sa.Column('content_type', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('descriptions', participation.core.columns.Json(), nullable=False),
    sa.Column('rights', sa.String(length=300), nullable=False),
    sa.Column('from_version', sa.Integer(), nullable=False),
    sa.Column('until_version', sa.Integer(), nullable=True),
    sa.Column('added_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['added_by'], ['account.id'], name=op.f('fk_block_medium_added_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_block_medium_block_id_block'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_block_medium'))
    )
    op.create_index(op.f('ix_block_medium_added_by'), 'block_medium', ['added_by'], unique=False)
    op.create_index(op.f('ix_block_medium_block_id'), 'block_medium', ['block_id'], unique=False)


def downgrade() -> None:
    op.drop_table("block_medium")
