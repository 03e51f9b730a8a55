"""Weigh youth motions, too; say who has what to do until when, what the council decided; text modules, tables read in."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import Json, UtcTime, replace_check

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_SOURCES = ("comment_id", "idea_id", "section_id", "survey_id", "motion_id")
_LISTED = ("comment", "idea", "statement_section")


def upgrade() -> None:
    _add_reference("motion_id", "youth_motion", "RESTRICT")
    _add_reference("department_id", "department", "SET NULL")
    _add_reference("proposed_by", "account", "RESTRICT")
    op.add_column("consideration", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("consideration", sa.Column("decided_on", sa.Date(), nullable=True))
    for name, length in (("decision_paper", 80), ("decision_link", 500)):
        op.add_column("consideration", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.execute("UPDATE consideration SET proposed_by = editor_id WHERE outcome IS NOT NULL")
    op.create_index("ix_consideration_motion", "consideration", ["motion_id"], unique=True)
    op.create_index("ix_consideration_department_id", "consideration", ["department_id"])
    op.create_index("ix_consideration_proposed_by", "consideration", ["proposed_by"])
    op.create_index("ix_consideration_due", "consideration", ["strategy_id", "due_on"])
    replace_check(op.get_bind(), "consideration", "ck_consideration_one_contribution", _exactly_one(_SOURCES))
    for table in _LISTED:
        op.create_index(f"ix_{table}_weighed", table, ["strategy_id", "id"])
    _create_tables()


def _create_tables() -> None:
    op.create_table(
        "consideration_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("easy_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_consideration_text_region_id_region"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consideration_text")),
        sa.UniqueConstraint("region_id", "name", name=op.f("uq_consideration_text_region_id_name")),
    )
    op.create_table(
        "consideration_rules",
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("needs_four_eyes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"],
            ["procedure.id"],
            name=op.f("fk_consideration_rules_procedure_id_procedure"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("procedure_id", name=op.f("pk_consideration_rules")),
    )
    op.create_table(
        "consideration_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("strategy_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=160), nullable=False),
        sa.Column("changes", Json(), nullable=False),
        sa.Column("read_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_consideration_import_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategy.id"],
            name=op.f("fk_consideration_import_strategy_id_strategy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consideration_import")),
    )
    op.create_index("ix_consideration_import_account_id", "consideration_import", ["account_id"])
    op.create_index("ix_consideration_import_strategy_id", "consideration_import", ["strategy_id"])


def _add_reference(column: str, target: str, on_delete: str) -> None:
    # Written out, since Alembic's way of adding it in place loses what happens on deletion.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    key = f"CONSTRAINT fk_consideration_{column}_{target} REFERENCES {target} (id) ON DELETE {on_delete}"
    op.execute(f"ALTER TABLE consideration ADD COLUMN {column} {kind} {key}")


def _exactly_one(columns: tuple[str, ...]) -> str:
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"


def downgrade() -> None:
    for table in ("consideration_import", "consideration_rules", "consideration_text"):
        op.drop_table(table)
    for table in _LISTED:
        op.drop_index(f"ix_{table}_weighed", table_name=table)
    op.execute(
        "DELETE FROM consideration_revision WHERE consideration_id IN"
        " (SELECT id FROM consideration WHERE motion_id IS NOT NULL)"
    )
    op.execute("DELETE FROM consideration WHERE motion_id IS NOT NULL")
    replace_check(op.get_bind(), "consideration", "ck_consideration_one_contribution", _exactly_one(_SOURCES[:-1]))
    for name in ("motion", "department_id", "proposed_by", "due"):
        op.drop_index(f"ix_consideration_{name}", table_name="consideration")
    for column in (
        "motion_id",
        "department_id",
        "proposed_by",
        "due_on",
        "decided_on",
        "decision_paper",
        "decision_link",
    ):
        op.drop_column("consideration", column)
