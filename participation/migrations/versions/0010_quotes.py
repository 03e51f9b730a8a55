"""Keep quotes of answers in people's own words."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("chosen_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["chosen_by"], ["account.id"], name=op.f("fk_quote_chosen_by_account"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_quote_submission_id_submission"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_quote_survey_id_survey"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("submission_id", "question", name=op.f("uq_quote_submission_id_question")),
    )
    op.create_index(op.f("ix_quote_survey_id"), "quote", ["survey_id"])
    op.create_index(op.f("ix_quote_chosen_by"), "quote", ["chosen_by"])


def downgrade() -> None:
    op.drop_table("quote")
