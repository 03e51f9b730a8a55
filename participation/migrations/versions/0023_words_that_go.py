"""Bind votes to the words that were voted on, name sections and sources of summaries, count what is uploaded."""

import hashlib
import os

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_VOTED_ON = """
    SELECT youth_vote.id, coalesce(youth_amendment.text, youth_motion.text) AS words FROM youth_vote
    JOIN youth_motion ON youth_motion.id = youth_vote.motion_id
    LEFT JOIN youth_amendment ON youth_amendment.id = youth_vote.amendment_id
"""


def upgrade() -> None:
    op.create_table('crowd_candidate_source',
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('candidate_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['crowd_candidate.id'], name=op.f('fk_crowd_candidate_source_candidate_id_crowd_candidate'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('receipt_key', 'candidate_id', name=op.f('pk_crowd_candidate_source'))
    )
    op.create_index(op.f('ix_crowd_candidate_source_candidate_id'), 'crowd_candidate_source', ['candidate_id'], unique=False)
    op.create_table('statement_upload_tally',
    sa.Column('addressee_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('files', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressee.id'], name=op.f('fk_statement_upload_tally_addressee_id_addressee'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('addressee_id', name=op.f('pk_statement_upload_tally'))
    )
    # From which contributions earlier summaries were made was not kept, so nobody could take their words back.
    op.execute("UPDATE crowd_candidate SET summary = '', quotes = '[]', state = 'dropped' WHERE summary <> ''")
    op.add_column('statement_section', sa.Column('crowd_key', sa.LargeBinary(), nullable=True))
    _fill("statement_section", "crowd_key", [(row.id, os.urandom(32)) for row in _rows("SELECT id FROM statement_section")])
    op.create_index(op.f('ix_statement_section_crowd_key'), 'statement_section', ['crowd_key'], unique=True)
    op.add_column('youth_vote', sa.Column('wording', sa.String(length=16), nullable=False, server_default=''))
    op.add_column('youth_vote', sa.Column('begun_again_on', sa.Date(), nullable=True))
    _fill("youth_vote", "wording", [(row.id, _mark(row.words)) for row in _rows(_VOTED_ON)])


def _rows(query: str) -> list[sa.Row]:
    return list(op.get_bind().execute(sa.text(query)))


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _fill(table: str, column: str, values: list[tuple[object, object]]) -> None:
    statement = sa.text(f"UPDATE {table} SET {column} = :value WHERE id = :id")
    for row_id, value in values:
        op.get_bind().execute(statement, {"id": row_id, "value": value})


def downgrade() -> None:
    op.drop_column("youth_vote", "begun_again_on")
    op.drop_column("youth_vote", "wording")
    op.drop_index("ix_statement_section_crowd_key", table_name="statement_section")
    op.drop_column("statement_section", "crowd_key")
    op.drop_table("statement_upload_tally")
    op.drop_table("crowd_candidate_source")
