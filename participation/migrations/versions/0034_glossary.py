"""Keep the words that a region explains, in every language."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('glossary_term',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_glossary_term_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_glossary_term')),
    sa.UniqueConstraint('region_id', 'key', name=op.f('uq_glossary_term_region_id_key'))
    )
    op.create_table('glossary_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('term_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('term', sa.String(length=120), nullable=False),
    sa.Column('also', participation.core.columns.Json(), nullable=False),
    sa.Column('explanation', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['term_id'], ['glossary_term.id'], name=op.f('fk_glossary_text_term_id_glossary_term'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_glossary_text')),
    sa.UniqueConstraint('term_id', 'language', name=op.f('uq_glossary_text_term_id_language'))
    )


def downgrade() -> None:
    op.drop_table("glossary_text")
    op.drop_table("glossary_term")
