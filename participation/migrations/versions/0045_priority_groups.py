"""The priority group that a county gave a field, with its reason."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "group_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=True),
        sa.Column("proposed", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("easy_reason", sa.String(length=1000), nullable=False),
        sa.Column("decided_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("given BETWEEN 1 AND 3", name=op.f("ck_group_override_given")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_group_override_decided_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["element_id"], ["element.id"], name=op.f("fk_group_override_element_id_element"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_override")),
        sa.UniqueConstraint("element_id", "number", name=op.f("uq_group_override_element_id_number")),
    )
    op.create_index(op.f("ix_group_override_decided_by"), "group_override", ["decided_by"], unique=False)


def downgrade() -> None:
    op.drop_table("group_override")
