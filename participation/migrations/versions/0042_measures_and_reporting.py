"""Measures with milestones and phase gates, who answers for what, rounds of reporting, comments on goals."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("funding", sa.Integer(), nullable=True),
        sa.Column("funding_source", sa.String(length=300), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", participation.core.columns.UtcTime(), nullable=False),
        sa.CheckConstraint("cost >= 0 AND funding >= 0", name=op.f("ck_measure_euros")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_measure_department_id_department"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_measure_region_id_region"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("region_id", "slug", name=op.f("uq_measure_region_id_slug")),
    )
    op.create_index(op.f("ix_measure_department_id"), "measure", ["department_id"], unique=False)
    op.create_table(
        "goal_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("changed_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["account.id"], name=op.f("fk_goal_comment_changed_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["element_id"], ["element.id"], name=op.f("fk_goal_comment_element_id_element"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_comment")),
        sa.UniqueConstraint("element_id", "year", "language", name=op.f("uq_goal_comment_element_id_year_language")),
    )
    op.create_index(op.f("ix_goal_comment_changed_by"), "goal_comment", ["changed_by"], unique=False)
    op.create_table(
        "measure_element",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["element_id"], ["element.id"], name=op.f("fk_measure_element_element_id_element"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_element_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_element")),
        sa.UniqueConstraint("measure_id", "element_id", name=op.f("uq_measure_element_measure_id_element_id")),
    )
    op.create_index(op.f("ix_measure_element_element_id"), "measure_element", ["element_id"], unique=False)
    op.create_table(
        "measure_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "under_way",
                "reached",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("titles", participation.core.columns.Json(), nullable=False),
        sa.Column("twin_of", sa.String(length=300), nullable=False),
        sa.CheckConstraint("(state = 'reached') = (reached_on IS NOT NULL)", name=op.f("ck_measure_step_reached")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_step_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_step")),
    )
    op.create_index("ix_measure_step_measure_id", "measure_step", ["measure_id", "due_on"], unique=False)
    op.create_table(
        "measure_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_text_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_text")),
        sa.UniqueConstraint("measure_id", "language", name=op.f("uq_measure_text_measure_id_language")),
    )
    op.create_table(
        "phase_gate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "initial",
                "build_up",
                "start",
                "implementation",
                "closing",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column(
            "decider",
            sa.Enum(
                "management", "advisory_board", name="decider", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("body", sa.String(length=160), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_phase_gate_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_phase_gate_recorded_by_account"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_gate")),
    )
    op.create_index("ix_phase_gate_measure_id", "phase_gate", ["measure_id", "decided_on"], unique=False)
    op.create_index(op.f("ix_phase_gate_recorded_by"), "phase_gate", ["recorded_by"], unique=False)
    op.create_table(
        "responsibility",
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("patron", sa.String(length=160), nullable=False),
        sa.Column("partners", sa.String(length=1000), nullable=False),
        sa.Column("changed_at", participation.core.columns.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_responsibility_department_id_department"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["element_id"], ["element.id"], name=op.f("fk_responsibility_element_id_element"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("element_id", name=op.f("pk_responsibility")),
    )
    op.create_index(op.f("ix_responsibility_department_id"), "responsibility", ["department_id"], unique=False)
    op.create_table(
        "reporting_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("strategy_id", sa.Uuid(), nullable=False),
        sa.Column("cutoff_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("released_at", participation.core.columns.UtcTime(), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("released_for", sa.String(length=160), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(released_at IS NULL) = (released_for = '')", name=op.f("ck_reporting_round_released")),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["account.id"], name=op.f("fk_reporting_round_opened_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_reporting_round_paper_id_paper"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["account.id"], name=op.f("fk_reporting_round_released_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"], ["strategy.id"], name=op.f("fk_reporting_round_strategy_id_strategy"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_round")),
        sa.UniqueConstraint("strategy_id", "cutoff_on", name=op.f("uq_reporting_round_strategy_id_cutoff_on")),
    )
    op.create_index(op.f("ix_reporting_round_opened_by"), "reporting_round", ["opened_by"], unique=False)
    op.create_index(op.f("ix_reporting_round_paper_id"), "reporting_round", ["paper_id"], unique=False)
    op.create_index(op.f("ix_reporting_round_released_by"), "reporting_round", ["released_by"], unique=False)
    op.create_table(
        "round_department",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", participation.core.columns.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_round_department_department_id_department"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["reporting_round.id"],
            name=op.f("fk_round_department_round_id_reporting_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_department")),
        sa.UniqueConstraint("round_id", "department_id", name=op.f("uq_round_department_round_id_department_id")),
    )
    op.create_index(op.f("ix_round_department_department_id"), "round_department", ["department_id"], unique=False)
    op.add_column(
        "paper", sa.Column("progress", participation.core.columns.Json(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    op.drop_column("paper", "progress")
    op.drop_table("round_department")
    op.drop_table("reporting_round")
    op.drop_table("goal_comment")
    op.drop_table("responsibility")
    op.drop_table("phase_gate")
    op.drop_table("measure_step")
    op.drop_table("measure_element")
    op.drop_table("measure_text")
    op.drop_table("measure")
