"""File the words of published texts for the search; what is published already is filed by a job."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import Serial
from participation.core.search import create_index

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column("id", Serial, nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Uuid(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
        sa.UniqueConstraint("item_id", "language", name=op.f("uq_search_text_item_id_language")),
    )
    op.create_index(op.f("ix_search_text_source_id"), "search_text", ["source_id"], unique=False)
    create_index(op.get_bind())


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    op.drop_table("search_text")
