"""Support of comments, fields of rounds, and indexes for each order in which comments are listed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TOP_LEVEL = "published_at IS NOT NULL AND parent_id IS NULL"
_ORDERS = {
    "new": "published_at, id",
    "supported": "supports, published_at, id",
    "answered": "replied_at, published_at, id",
}


def upgrade() -> None:
    op.create_table('round_field',
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_round_field_element_id_element'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_round_field_phase_id_phase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('phase_id', 'element_id', name=op.f('pk_round_field'))
    )
    op.create_index(op.f('ix_round_field_element_id'), 'round_field', ['element_id'], unique=False)
    op.create_table('comment_support',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('comment_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_comment_support_comment_id_comment'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_support')),
    sa.UniqueConstraint('key', name=op.f('uq_comment_support_key'))
    )
    op.create_index(op.f('ix_comment_support_comment_id'), 'comment_support', ['comment_id'], unique=False)
    # Written out: the same sentence on every database, while Alembic has one argument for each.
    for place in ("thread", "element", "strategy"):
        for order, columns in _ORDERS.items():
            op.execute(
                f"CREATE INDEX ix_comment_{place}_{order} ON comment ({place}_id, {columns}) WHERE {_TOP_LEVEL}"
            )
    op.execute("CREATE INDEX ix_comment_replies ON comment (parent_id, published_at, id) WHERE parent_id IS NOT NULL")


def downgrade() -> None:
    op.drop_index("ix_comment_replies", table_name="comment")
    for place in ("thread", "element", "strategy"):
        for order in _ORDERS:
            op.drop_index(f"ix_comment_{place}_{order}", table_name="comment")
    op.drop_table("comment_support")
    op.drop_table("round_field")
