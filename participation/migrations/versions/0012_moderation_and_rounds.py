"""Moderation cases, departments, settings of rounds, replies, and ways in which contributions arrive."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_WAYS = "'online', 'letter', 'email', 'telephone', 'in_person', 'event'"


def upgrade() -> None:
    op.create_table('department',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_department_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_department')),
    sa.UniqueConstraint('region_id', 'name', name=op.f('uq_department_region_id_name'))
    )
    op.create_table('moderation_case',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('claimed_by', sa.Uuid(), nullable=True),
    sa.Column('claimed_until', participation.core.columns.UtcTime(), nullable=True),
    sa.Column('proposed_by', sa.Uuid(), nullable=True),
    sa.Column('proposed_reason', sa.Enum('insult', 'criminal', 'personal_data', 'off_topic', 'advertising', 'repetition', 'copyright', name='proposed_reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('proposed_message', sa.String(length=2000), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', participation.core.columns.UtcTime(), nullable=True),
    sa.Column('department_id', sa.Uuid(), nullable=True),
    sa.Column('handed_over_on', sa.Date(), nullable=True),
    sa.Column('original_text', sa.String(length=5000), nullable=False),
    sa.Column('original_until', sa.Date(), nullable=True),
    sa.Column('appeal', sa.String(length=2000), nullable=False),
    sa.Column('appealed_on', sa.Date(), nullable=True),
    sa.Column('appeal_decided_by', sa.Uuid(), nullable=True),
    sa.Column('appeal_granted', sa.Boolean(), nullable=True),
    sa.Column('appeal_answer', sa.String(length=2000), nullable=False),
    sa.ForeignKeyConstraint(['appeal_decided_by'], ['account.id'], name=op.f('fk_moderation_case_appeal_decided_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['claimed_by'], ['account.id'], name=op.f('fk_moderation_case_claimed_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_moderation_case_decided_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_moderation_case_department_id_department'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['proposed_by'], ['account.id'], name=op.f('fk_moderation_case_proposed_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_moderation_case_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moderation_case'))
    )
    op.create_index(op.f('ix_moderation_case_appeal_decided_by'), 'moderation_case', ['appeal_decided_by'], unique=False)
    op.create_index(op.f('ix_moderation_case_claimed_by'), 'moderation_case', ['claimed_by'], unique=False)
    op.create_index(op.f('ix_moderation_case_decided_by'), 'moderation_case', ['decided_by'], unique=False)
    op.create_index(op.f('ix_moderation_case_department_id'), 'moderation_case', ['department_id'], unique=False)
    op.create_index(op.f('ix_moderation_case_original_until'), 'moderation_case', ['original_until'], unique=False)
    op.create_index(op.f('ix_moderation_case_proposed_by'), 'moderation_case', ['proposed_by'], unique=False)
    op.create_index(op.f('ix_moderation_case_region_id'), 'moderation_case', ['region_id'], unique=False)
    op.create_table('round_settings',
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('moderation', sa.Enum('before', 'after', 'rules', name='moderation', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('needs_four_eyes', sa.Boolean(), nullable=False),
    sa.Column('edit_minutes', sa.Integer(), nullable=False),
    sa.Column('is_closed', sa.Boolean(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_round_settings_phase_id_phase'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_round_settings_version_id_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('phase_id', name=op.f('pk_round_settings'))
    )
    op.create_index(op.f('ix_round_settings_version_id'), 'round_settings', ['version_id'], unique=False)
    for table in ("comment", "idea"):
        _grow(table)
    _add_reference("comment", "parent_id", "comment", "RESTRICT")


def _grow(table: str) -> None:
    # Columns are added in place: rebuilding a table that others refer to is refused where references are enforced.
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN way VARCHAR(32) DEFAULT 'online' NOT NULL"
        f" CONSTRAINT ck_{table}_way CHECK (way IN ({_WAYS}))"
    )
    op.add_column(table, sa.Column("edited_on", sa.Date(), nullable=True))
    op.add_column(table, sa.Column("held_for", sa.String(length=200), nullable=False, server_default=""))
    op.add_column(table, sa.Column("supports", sa.Integer(), nullable=False, server_default="0"))
    _add_reference(table, "recorded_by", "account", "RESTRICT")
    _add_reference(table, "case_id", "moderation_case", "SET NULL")


def _add_reference(table: str, column: str, target: str, on_delete: str) -> None:
    # Written out, since Alembic's way of adding it in place loses what happens on deletion.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    key = f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id) ON DELETE {on_delete}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} {key}")
    op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, columns in (("comment", ("parent_id", "case_id", "recorded_by")), ("idea", ("case_id", "recorded_by"))):
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table_name=table)
        for column in (*columns, "supports", "held_for", "edited_on", "way"):
            op.drop_column(table, column)
    for table in ("round_settings", "moderation_case", "department"):
        op.drop_table(table)
