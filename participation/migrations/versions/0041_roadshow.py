"""Stops of a roadshow, their devices and what those hand in; a role for who runs them."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import UtcTime, replace_check

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_ROLES = ("admin", "editor", "moderator", "analyst", "youth_coordinator", "youth_moderator")


def upgrade() -> None:
    replace_check(op.get_bind(), "role_grant", "ck_role_grant_role", _one_of(*_ROLES, "roadshow"))
    op.create_table(
        "roadshow_stop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "roadshow", "workshop", "committee", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("starts_at", UtcTime(), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.Column("team", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "announced", "closed", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.Column("backed_up_at", UtcTime(), nullable=True),
        sa.Column("key_public", sa.LargeBinary(), nullable=False),
        sa.Column("key_private", sa.LargeBinary(), nullable=False),
        sa.Column("pin_salt", sa.LargeBinary(), nullable=False),
        sa.Column("pin_hash", sa.LargeBinary(), nullable=False),
        sa.Column("pin_iterations", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_roadshow_stop_closed")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_roadshow_stop_position")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_roadshow_stop_order")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_roadshow_stop_municipality_id_municipality"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"],
            ["procedure.id"],
            name=op.f("fk_roadshow_stop_procedure_id_procedure"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_roadshow_stop_region_id_region"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadshow_stop")),
        sa.UniqueConstraint("region_id", "slug", name=op.f("uq_roadshow_stop_region_id_slug")),
    )
    op.create_index(op.f("ix_roadshow_stop_municipality_id"), "roadshow_stop", ["municipality_id"], unique=False)
    op.create_index(op.f("ix_roadshow_stop_procedure_id"), "roadshow_stop", ["procedure_id"], unique=False)
    op.create_index(op.f("ix_roadshow_stop_starts_at"), "roadshow_stop", ["starts_at"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("kiosk", "team", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("enrolled_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("revoked_at", UtcTime(), nullable=True),
        sa.Column("last_contact_at", UtcTime(), nullable=True),
        sa.Column("battery", sa.Float(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["roadshow_stop.id"], name=op.f("fk_device_stop_id_roadshow_stop"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_token_hash")),
    )
    op.create_index(op.f("ix_device_stop_id"), "device", ["stop_id"], unique=False)
    op.create_table(
        "device_enrolment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("kiosk", "team", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_device_enrolment_made_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"],
            ["roadshow_stop.id"],
            name=op.f("fk_device_enrolment_stop_id_roadshow_stop"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_enrolment")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_enrolment_token_hash")),
    )
    op.create_index(op.f("ix_device_enrolment_made_by"), "device_enrolment", ["made_by"], unique=False)
    op.create_index(op.f("ix_device_enrolment_stop_id"), "device_enrolment", ["stop_id"], unique=False)
    op.create_table(
        "dots_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.CheckConstraint("dots BETWEEN 1 AND 10", name=op.f("ck_dots_question_dots")),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["roadshow_stop.id"], name=op.f("fk_dots_question_stop_id_roadshow_stop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dots_question")),
    )
    op.create_index(op.f("ix_dots_question_stop_id"), "dots_question", ["stop_id"], unique=False)
    op.create_table(
        "roadshow_stop_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("programme", sa.String(length=5000), nullable=False),
        sa.Column("material", sa.String(length=5000), nullable=False),
        sa.ForeignKeyConstraint(
            ["stop_id"],
            ["roadshow_stop.id"],
            name=op.f("fk_roadshow_stop_text_stop_id_roadshow_stop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadshow_stop_text")),
        sa.UniqueConstraint("stop_id", "language", name=op.f("uq_roadshow_stop_text_stop_id_language")),
    )
    op.create_table(
        "device_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "submission",
                "dots",
                "idea",
                "comment",
                "headcount",
                "minutes",
                "conversation",
                "card",
                "sticky_dots",
                "unknown",
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
                "accepted",
                "quarantined",
                "repaired",
                "discarded",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("is_conflict", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.CheckConstraint("sealed = '' OR state = 'quarantined'", name=op.f("ck_device_item_sealed")),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_device_item_device_id_device"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_device_item_region_id_region"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["roadshow_stop.id"], name=op.f("fk_device_item_stop_id_roadshow_stop"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_item")),
        sa.UniqueConstraint("key", name=op.f("uq_device_item_key")),
    )
    op.create_index(op.f("ix_device_item_device_id"), "device_item", ["device_id"], unique=False)
    op.create_index(op.f("ix_device_item_region_id"), "device_item", ["region_id"], unique=False)
    op.create_index("ix_device_item_state", "device_item", ["state", "id"], unique=False)
    op.create_index("ix_device_item_stop", "device_item", ["stop_id", "state", "kind"], unique=False)
    op.create_table(
        "dots_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["element_id"], ["element.id"], name=op.f("fk_dots_option_element_id_element"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["dots_question.id"],
            name=op.f("fk_dots_option_question_id_dots_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dots_option")),
        sa.UniqueConstraint("question_id", "code", name=op.f("uq_dots_option_question_id_code")),
    )
    op.create_index(op.f("ix_dots_option_element_id"), "dots_option", ["element_id"], unique=False)
    op.create_table(
        "dots_question_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["dots_question.id"],
            name=op.f("fk_dots_question_text_question_id_dots_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dots_question_text")),
        sa.UniqueConstraint("question_id", "language", name=op.f("uq_dots_question_text_question_id_language")),
    )
    op.create_table(
        "stop_survey",
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["roadshow_stop.id"], name=op.f("fk_stop_survey_stop_id_roadshow_stop"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_stop_survey_survey_id_survey"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("stop_id", "survey_id", name=op.f("pk_stop_survey")),
    )
    op.create_index(op.f("ix_stop_survey_survey_id"), "stop_survey", ["survey_id"], unique=False)
    op.create_table(
        "dots_option_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["dots_option.id"],
            name=op.f("fk_dots_option_text_option_id_dots_option"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dots_option_text")),
        sa.UniqueConstraint("option_id", "language", name=op.f("uq_dots_option_text_option_id_language")),
    )
    op.create_table(
        "stop_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("heads", "dots", "votes", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("option_id", sa.Uuid(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'dots') = (option_id IS NOT NULL)", name=op.f("ck_stop_count_option")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_stop_count_amount")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["device_item.id"], name=op.f("fk_stop_count_item_id_device_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["dots_option.id"], name=op.f("fk_stop_count_option_id_dots_option"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["roadshow_stop.id"], name=op.f("fk_stop_count_stop_id_roadshow_stop"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_count")),
    )
    op.create_index(op.f("ix_stop_count_item_id"), "stop_count", ["item_id"], unique=False)
    op.create_index(op.f("ix_stop_count_option_id"), "stop_count", ["option_id"], unique=False)
    op.create_index("ix_stop_count_stop", "stop_count", ["stop_id", "kind", "option_id"], unique=False)
    op.create_table(
        "stop_minutes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["device_item.id"], name=op.f("fk_stop_minutes_item_id_device_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["roadshow_stop.id"], name=op.f("fk_stop_minutes_stop_id_roadshow_stop"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_minutes")),
    )
    op.create_index(op.f("ix_stop_minutes_item_id"), "stop_minutes", ["item_id"], unique=False)
    op.create_index(op.f("ix_stop_minutes_stop_id"), "stop_minutes", ["stop_id"], unique=False)


def _one_of(*roles: str) -> str:
    return "role IN (" + ", ".join(f"'{role}'" for role in roles) + ")"


def downgrade() -> None:
    op.drop_table("stop_minutes")
    op.drop_table("stop_count")
    op.drop_table("device_item")
    op.drop_table("device")
    op.drop_table("device_enrolment")
    op.drop_table("dots_option_text")
    op.drop_table("dots_option")
    op.drop_table("dots_question_text")
    op.drop_table("dots_question")
    op.drop_table("stop_survey")
    op.drop_table("roadshow_stop_text")
    op.drop_table("roadshow_stop")
    op.execute("DELETE FROM role_grant WHERE role = 'roadshow'")
    replace_check(op.get_bind(), "role_grant", "ck_role_grant_role", _one_of(*_ROLES))
