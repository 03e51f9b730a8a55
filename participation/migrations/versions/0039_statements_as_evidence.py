"""Let changes of wording cite sections of formal statements."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import replace_check

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_CITED = ("comment_id", "idea_id", "survey_id", "source_id", "youth_motion_id", "section_id")


def upgrade() -> None:
    # Written out, since Alembic's way of adding it in place loses what happens on deletion.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    key = "CONSTRAINT fk_evidence_section_id_statement_section REFERENCES statement_section (id) ON DELETE RESTRICT"
    op.execute(f"ALTER TABLE evidence ADD COLUMN section_id {kind} {key}")
    op.create_index("ix_evidence_section_id", "evidence", ["section_id"])
    replace_check(op.get_bind(), "evidence", "ck_evidence_one_kind", _exactly_one(_CITED))


def _exactly_one(columns: tuple[str, ...]) -> str:
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE section_id IS NOT NULL")
    replace_check(op.get_bind(), "evidence", "ck_evidence_one_kind", _exactly_one(_CITED[:-1]))
    op.drop_index("ix_evidence_section_id", table_name="evidence")
    op.drop_column("evidence", "section_id")
