"""Keep who answers an idea by when, and which idea went into which."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('idea_answer',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('department_id', sa.Uuid(), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_idea_answer_department_id_department'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_answer_idea_id_idea'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', name=op.f('pk_idea_answer'))
    )
    op.create_index(op.f('ix_idea_answer_department_id'), 'idea_answer', ['department_id'], unique=False)
    op.create_table('idea_merge',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('into_id', sa.Uuid(), nullable=False),
    sa.Column('merged_on', sa.Date(), nullable=False),
    sa.Column('sentence', sa.String(length=1000), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_merge_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['into_id'], ['idea.id'], name=op.f('fk_idea_merge_into_id_idea'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('idea_id', name=op.f('pk_idea_merge'))
    )
    op.create_index(op.f('ix_idea_merge_into_id'), 'idea_merge', ['into_id'], unique=False)


def downgrade() -> None:
    op.drop_table("idea_merge")
    op.drop_table("idea_answer")
