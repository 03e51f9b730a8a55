"""Ideas have a place and a picture, support confirmed by codes, and phases in which they are weighed."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import Json, replace_check

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_KINDS = ("information", "survey", "comments", "ideas", "priorities", "statements", "evaluation", "decision", "report")


def upgrade() -> None:
    replace_check(op.get_bind(), "phase", "ck_phase_kind", _one_of(_KINDS))
    op.add_column("endorsement", sa.Column("is_verified", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("idea", sa.Column("verified_supports", sa.Integer(), nullable=False, server_default="0"))
    counted = "SELECT COUNT(*) FROM endorsement WHERE endorsement.idea_id = idea.id"
    op.execute(f"UPDATE idea SET supports = ({counted})")
    op.create_index("ix_idea_supported", "idea", ["region_id", "supports", "published_at", "id"])
    op.create_table('idea_code_batch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('procedure_id', sa.Uuid(), nullable=False),
    sa.Column('label', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.Column('is_void', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_idea_code_batch_made_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_idea_code_batch_procedure_id_procedure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_code_batch'))
    )
    op.create_index(op.f('ix_idea_code_batch_made_by'), 'idea_code_batch', ['made_by'], unique=False)
    op.create_index(op.f('ix_idea_code_batch_procedure_id'), 'idea_code_batch', ['procedure_id'], unique=False)
    op.create_table('idea_ballot',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('voter_key', sa.LargeBinary(), nullable=False),
    sa.Column('is_verified', sa.Boolean(), nullable=False),
    sa.Column('choices', Json(), nullable=False),
    sa.Column('cell_key', sa.BigInteger(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_idea_ballot_phase_id_phase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_ballot')),
    sa.UniqueConstraint('key', name=op.f('uq_idea_ballot_key')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_idea_ballot_receipt_key')),
    sa.UniqueConstraint('voter_key', name=op.f('uq_idea_ballot_voter_key'))
    )
    op.create_index(op.f('ix_idea_ballot_phase_id'), 'idea_ballot', ['phase_id'], unique=False)
    op.create_table('idea_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['idea_code_batch.id'], name=op.f('fk_idea_code_batch_id_idea_code_batch'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_code')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_idea_code_code_hash'))
    )
    op.create_index(op.f('ix_idea_code_batch_id'), 'idea_code', ['batch_id'], unique=False)
    op.create_table('idea_weighing',
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('method', sa.Enum('points', 'ranking', name='method', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('most_each', sa.Integer(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.CheckConstraint('points >= 1 AND most_each >= 1 AND most_each <= points AND places >= 1', name=op.f('ck_idea_weighing_limits')),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_idea_weighing_phase_id_phase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('phase_id', name=op.f('pk_idea_weighing'))
    )
    op.create_table('idea_picture',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('stored_as', sa.String(length=32), nullable=False),
    sa.Column('description', sa.String(length=300), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=True),
    sa.Column('released_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_picture_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['released_by'], ['account.id'], name=op.f('fk_idea_picture_released_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('idea_id', name=op.f('pk_idea_picture'))
    )
    op.create_index(op.f('ix_idea_picture_released_by'), 'idea_picture', ['released_by'], unique=False)
    op.create_table('idea_spot',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('cell', sa.String(length=20), nullable=False),
    sa.Column('words', sa.String(length=160), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_spot_idea_id_idea'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', name=op.f('pk_idea_spot'))
    )
    op.create_table('weighed_idea',
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_weighed_idea_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_weighed_idea_phase_id_phase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('phase_id', 'idea_id', name=op.f('pk_weighed_idea'))
    )
    op.create_index(op.f('ix_weighed_idea_idea_id'), 'weighed_idea', ['idea_id'], unique=False)


def _one_of(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"


def downgrade() -> None:
    for table in (
        "idea_ballot",
        "weighed_idea",
        "idea_weighing",
        "idea_picture",
        "idea_spot",
        "idea_code",
        "idea_code_batch",
    ):
        op.drop_table(table)
    op.drop_index("ix_idea_supported", table_name="idea")
    op.drop_column("idea", "verified_supports")
    op.drop_column("endorsement", "is_verified")
    op.execute("DELETE FROM phase WHERE kind = 'priorities'")
    replace_check(op.get_bind(), "phase", "ck_phase_kind", _one_of(tuple(one for one in _KINDS if one != "priorities")))
