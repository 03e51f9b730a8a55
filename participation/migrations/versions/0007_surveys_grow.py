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
    # Written out, since Alembic's way of adding it in place loses what happens on deletion.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    key = f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id) ON DELETE RESTRICT"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} {key}")
    op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in (("survey", "previous_wave_id"), ("submission", "batch_id")):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    for column in ("brake", "shortest_seconds", "is_sensitive", "wave", "previous_wave_id"):
        op.drop_column("survey", column)
    for column in ("batch_id", "orders", "audience", "corrected_on"):
        op.drop_column("submission", column)
    op.drop_column("questionnaire_version", "changes")
