"""Notes, flags, watched words, prepared texts and replies with their history; what cases and rounds know besides."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import UtcTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_USUAL_RULES = "links words length capitals similar personal"


def _to(column: str, table: str, target: str, on_delete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=on_delete)


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "moderation_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("written_at", UtcTime(), nullable=False),
        _to("author_id", "moderation_note", "account", "RESTRICT"),
        _to("case_id", "moderation_note", "moderation_case", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_note")),
    )
    op.create_index(op.f("ix_moderation_note_author_id"), "moderation_note", ["author_id"])
    op.create_index(op.f("ix_moderation_note_case_id"), "moderation_note", ["case_id"])
    op.create_table(
        "flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "reason",
            _choice("flag_reason", "insult", "criminal", "personal_data", "advertising", "copyright", "other"),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        _to("case_id", "flag", "moderation_case", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("key", name=op.f("uq_flag_key")),
    )
    op.create_index(op.f("ix_flag_case_id"), "flag", ["case_id"])
    op.create_table(
        "watched_word",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        _to("region_id", "watched_word", "region", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_word")),
        sa.UniqueConstraint("region_id", "word", name=op.f("uq_watched_word_region_id_word")),
    )
    op.create_table(
        "moderation_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _choice("text_kind", "rejection", "reply"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=False),
        _to("region_id", "moderation_text", "region", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_text")),
        sa.UniqueConstraint("region_id", "kind", "name", name=op.f("uq_moderation_text_region_id_kind_name")),
    )
    op.create_table(
        "official_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=False),
        sa.Column("signature", sa.String(length=160), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", UtcTime(), nullable=False),
        _to("region_id", "official_reply", "region", "RESTRICT"),
        _to("written_by", "official_reply", "account", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_reply")),
    )
    op.create_index(op.f("ix_official_reply_region_id"), "official_reply", ["region_id"])
    op.create_index(op.f("ix_official_reply_written_by"), "official_reply", ["written_by"])
    op.create_table(
        "given_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=False),
        sa.Column("replaced_at", UtcTime(), nullable=True),
        _to("reply_id", "given_reply", "official_reply", "RESTRICT"),
        _to("case_id", "given_reply", "moderation_case", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_reply")),
        sa.UniqueConstraint("reply_id", "case_id", name=op.f("uq_given_reply_reply_id_case_id")),
    )
    op.create_index(op.f("ix_given_reply_case_id"), "given_reply", ["case_id"])
    for table in ("comment", "idea"):
        op.add_column(table, sa.Column("reply_signature", sa.String(length=160), nullable=False, server_default=""))
        op.execute(f"CREATE INDEX ix_{table}_held ON {table} (region_id, state, id) WHERE held_for <> ''")
    op.add_column("moderation_case", sa.Column("original_title", sa.String(length=160), nullable=False, server_default=""))
    op.add_column("moderation_case", sa.Column("original_name", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("moderation_case", sa.Column("decision_days", sa.Integer(), nullable=True))
    op.add_column("moderation_case", sa.Column("open_flags", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_moderation_case_flags", "moderation_case", ["region_id", "open_flags"])
    op.create_index("ix_moderation_case_appeals", "moderation_case", ["region_id", "appealed_on"])
    op.add_column(
        "round_settings", sa.Column("rules", sa.String(length=200), nullable=False, server_default=_USUAL_RULES)
    )


def downgrade() -> None:
    op.drop_column("round_settings", "rules")
    op.drop_index("ix_moderation_case_appeals", table_name="moderation_case")
    op.drop_index("ix_moderation_case_flags", table_name="moderation_case")
    for column in ("open_flags", "decision_days", "original_name", "original_title"):
        op.drop_column("moderation_case", column)
    for table in ("idea", "comment"):
        op.drop_index(f"ix_{table}_held", table_name=table)
        op.drop_column(table, "reply_signature")
    for table in ("given_reply", "official_reply", "moderation_text", "watched_word", "flag", "moderation_note"):
        op.drop_table(table)
