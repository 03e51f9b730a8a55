"""Let surveys have waves, brakes, audiences and corrections."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added in place: rebuilding a table that others refer to is refused where references are enforced.
    op.add_column("questionnaire_version", sa.Column("changes", participation.core.columns.Json(), nullable=False, server_default="[]"))
    op.add_column("submission", sa.Column("corrected_on", sa.Date(), nullable=True))
    op.add_column("submission", sa.Column("audience", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("submission", sa.Column("orders", sa.Text(), nullable=False, server_default=""))
    _add_reference("submission", "batch_id", "entry_batch")
    _add_reference("survey", "previous_wave_id", "survey")
    op.add_column("survey", sa.Column("wave", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("survey", sa.Column("is_sensitive", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("survey", sa.Column("shortest_seconds", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "ALTER TABLE survey ADD COLUMN brake VARCHAR(32) DEFAULT 'none' NOT NULL"
        " CONSTRAINT ck_survey_brake CHECK (brake IN ('none', 'gentle', 'work'))"
    )


def _add_reference(table: str, column: str, target: str) -> None:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}_{target}", ondelete="RESTRICT")
    op.add_column(table, sa.Column(column, sa.Uuid(), key, nullable=True), inline_references=True)
    op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in (("survey", "previous_wave_id"), ("submission", "batch_id")):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    for column in ("brake", "shortest_seconds", "is_sensitive", "wave", "previous_wave_id"):
        op.drop_column("survey", column)
    for column in ("batch_id", "orders", "audience", "corrected_on"):
        op.drop_column("submission", column)
    op.drop_column("questionnaire_version", "changes")
