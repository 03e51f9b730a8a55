"""Council papers: bodies, papers, their deliberation, amendments and documents."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("council", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "county_council",
                "county_committee",
                "committee",
                "municipal_council",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_organization_region_id_region"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("region_id", "council", "name", name=op.f("uq_organization_region_id_council_name")),
    )
    op.create_table(
        "paper_settings",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("head", sa.String(length=160), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("own_template", sa.String(length=40), nullable=False),
        sa.Column("checks", participation.core.columns.Json(), nullable=False),
        sa.Column("information_system", sa.String(length=300), nullable=False),
        sa.Column("oparl_host", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_paper_settings_region_id_region"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("region_id", name=op.f("pk_paper_settings")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "resolution",
                "information",
                "supplement",
                "motion",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "handed_in",
                "dispatched",
                "released",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("supplement", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("file_reference", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=160), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("finances", sa.String(), nullable=False),
        sa.Column("youth", sa.String(), nullable=False),
        sa.Column("checks", participation.core.columns.Json(), nullable=False),
        sa.Column("annexes", participation.core.columns.Json(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("content", participation.core.columns.Json(), nullable=False),
        sa.Column("created_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("changed_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("handed_in_at", participation.core.columns.UtcTime(), nullable=True),
        sa.Column("dispatched_at", participation.core.columns.UtcTime(), nullable=True),
        sa.Column("released_at", participation.core.columns.UtcTime(), nullable=True),
        sa.CheckConstraint("(kind = 'supplement') = (parent_id IS NOT NULL)", name=op.f("ck_paper_parent")),
        sa.CheckConstraint("(supplement > 0) = (parent_id IS NOT NULL)", name=op.f("ck_paper_supplement")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["paper.id"], name=op.f("fk_paper_parent_id_paper"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_paper_region_id_region"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_paper_version_id_version"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint(
            "region_id", "year", "serial", "supplement", name=op.f("uq_paper_region_id_year_serial_supplement")
        ),
    )
    op.create_index(op.f("ix_paper_parent_id"), "paper", ["parent_id"], unique=False)
    op.create_index("ix_paper_state", "paper", ["region_id", "state"], unique=False)
    op.create_index(op.f("ix_paper_version_id"), "paper", ["version_id"], unique=False)
    op.create_table(
        "amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("council_group", sa.String(length=160), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "submitted", "merged", "rejected", name="state", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("settled_at", participation.core.columns.UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["block_id"], ["block.id"], name=op.f("fk_amendment_block_id_block"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_amendment_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_index(op.f("ix_amendment_block_id"), "amendment", ["block_id"], unique=False)
    op.create_index(op.f("ix_amendment_paper_id"), "amendment", ["paper_id"], unique=False)
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "adopted",
                "rejected",
                "amended",
                "postponed",
                "referred",
                "removed",
                "noted",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("oparl_url", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", participation.core.columns.UtcTime(), nullable=True),
        sa.Column("imported_at", participation.core.columns.UtcTime(), nullable=True),
        sa.Column("import_problem", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name=op.f("ck_consultation_votes")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_consultation_organization_id_organization"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_consultation_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint(
            "paper_id",
            "organization_id",
            "meeting_on",
            name=op.f("uq_consultation_paper_id_organization_id_meeting_on"),
        ),
    )
    op.create_index(op.f("ix_consultation_organization_id"), "consultation", ["organization_id"], unique=False)
    op.create_table(
        "paper_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column(
            "form",
            sa.Enum("docx", "pdf", name="form", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("stored_as", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.Column("asked_at", participation.core.columns.UtcTime(), nullable=False),
        sa.Column("made_at", participation.core.columns.UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_document_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_document")),
        sa.UniqueConstraint("paper_id", "form", name=op.f("uq_paper_document_paper_id_form")),
    )
    op.create_table(
        "paper_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["element_id"], ["element.id"], name=op.f("fk_paper_goal_element_id_element"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_goal_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_goal")),
        sa.UniqueConstraint("paper_id", "element_id", name=op.f("uq_paper_goal_paper_id_element_id")),
    )
    op.create_index(op.f("ix_paper_goal_element_id"), "paper_goal", ["element_id"], unique=False)


def downgrade() -> None:
    op.drop_table("paper_document")
    op.drop_table("amendment")
    op.drop_table("consultation")
    op.drop_table("paper_goal")
    op.drop_table("paper")
    op.drop_table("paper_settings")
    op.drop_table("organization")
