"""The formal round of statements: address book, addressees, links, drafts, statements with sections, files, scans."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import Json, UtcTime, replace_check

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_KINDS = ("information", "survey", "comments", "ideas", "statements", "evaluation", "decision", "report")
_SOURCES = ("comment_id", "idea_id", "section_id", "survey_id")


def upgrade() -> None:
    replace_check(op.get_bind(), "phase", "ck_phase_kind", _one_of(_KINDS))

    op.create_table('contribution_scan',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('kind', sa.Enum('pdf', 'docx', 'jpg', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('stored_as', sa.String(length=40), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=True),
    sa.CheckConstraint('size > 0', name=op.f('ck_contribution_scan_size')),
    sa.ForeignKeyConstraint(['added_by'], ['account.id'], name=op.f('fk_contribution_scan_added_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_contribution_scan_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution_scan')),
    sa.UniqueConstraint('stored_as', name=op.f('uq_contribution_scan_stored_as'))
    )
    op.create_index(op.f('ix_contribution_scan_added_by'), 'contribution_scan', ['added_by'], unique=False)
    op.create_index(op.f('ix_contribution_scan_receipt_key'), 'contribution_scan', ['receipt_key'], unique=False)
    op.create_index(op.f('ix_contribution_scan_region_id'), 'contribution_scan', ['region_id'], unique=False)
    op.create_table('statement_contact',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('municipality', 'public_agency', 'association', 'other', 'management', 'council_group', 'mayors', 'department', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('postal_address', sa.String(length=400), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_statement_contact_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_contact')),
    sa.UniqueConstraint('region_id', 'name', name=op.f('uq_statement_contact_region_id_name'))
    )
    op.create_table('statement_round',
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('accepts_late', sa.Boolean(), nullable=False),
    sa.Column('cover', sa.String(length=4000), nullable=False),
    sa.Column('office', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_statement_round_phase_id_phase'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_statement_round_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_statement_round_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('phase_id', name=op.f('pk_statement_round'))
    )
    op.create_index(op.f('ix_statement_round_region_id'), 'statement_round', ['region_id'], unique=False)
    op.create_index(op.f('ix_statement_round_strategy_id'), 'statement_round', ['strategy_id'], unique=False)
    op.create_table('addressee',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('municipality', 'public_agency', 'association', 'other', 'management', 'council_group', 'mayors', 'department', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('postal_address', sa.String(length=400), nullable=False),
    sa.Column('invited_at', UtcTime(), nullable=True),
    sa.Column('opened_at', UtcTime(), nullable=True),
    sa.Column('drafted_at', UtcTime(), nullable=True),
    sa.Column('reminded_at', UtcTime(), nullable=True),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('is_nil_return', sa.Boolean(), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('awaits_council', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['statement_contact.id'], name=op.f('fk_addressee_contact_id_statement_contact'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['phase_id'], ['statement_round.phase_id'], name=op.f('fk_addressee_phase_id_statement_round'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_addressee')),
    sa.UniqueConstraint('phase_id', 'name', name=op.f('uq_addressee_phase_id_name'))
    )
    op.create_index(op.f('ix_addressee_contact_id'), 'addressee', ['contact_id'], unique=False)
    op.create_table('addressee_link',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('addressee_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressee.id'], name=op.f('fk_addressee_link_addressee_id_addressee'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_addressee_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_addressee_link_token_hash'))
    )
    op.create_index(op.f('ix_addressee_link_addressee_id'), 'addressee_link', ['addressee_id'], unique=False)
    op.create_table('deadline_extension',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('addressee_id', sa.Uuid(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('granted_at', UtcTime(), nullable=False),
    sa.Column('granted_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressee.id'], name=op.f('fk_deadline_extension_addressee_id_addressee'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['granted_by'], ['account.id'], name=op.f('fk_deadline_extension_granted_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deadline_extension'))
    )
    op.create_index(op.f('ix_deadline_extension_addressee_id'), 'deadline_extension', ['addressee_id'], unique=False)
    op.create_index(op.f('ix_deadline_extension_granted_by'), 'deadline_extension', ['granted_by'], unique=False)
    op.create_table('statement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('phase_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('addressee_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('is_nil_return', sa.Boolean(), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('author', sa.String(length=200), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('way', sa.Enum('online', 'letter', 'email', 'telephone', 'in_person', 'event', name='way', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('committee', sa.String(length=160), nullable=False),
    sa.Column('minutes', sa.String(length=160), nullable=False),
    sa.Column('is_subject_to_council', sa.Boolean(), nullable=False),
    sa.Column('council_expected_on', sa.Date(), nullable=True),
    sa.Column('council_decided_on', sa.Date(), nullable=True),
    sa.Column('superseded_on', sa.Date(), nullable=True),
    sa.Column('released_at', UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressee.id'], name=op.f('fk_statement_addressee_id_addressee'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['phase_id'], ['phase.id'], name=op.f('fk_statement_phase_id_phase'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['recorded_by'], ['account.id'], name=op.f('fk_statement_recorded_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_statement_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_statement_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_statement_version_id_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement')),
    sa.UniqueConstraint('addressee_id', 'number', name=op.f('uq_statement_addressee_id_number')),
    sa.UniqueConstraint('key', name=op.f('uq_statement_key')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_statement_receipt_key'))
    )
    op.create_index(op.f('ix_statement_phase_id'), 'statement', ['phase_id'], unique=False)
    op.create_index(op.f('ix_statement_recorded_by'), 'statement', ['recorded_by'], unique=False)
    op.create_index(op.f('ix_statement_region_id'), 'statement', ['region_id'], unique=False)
    op.create_index(op.f('ix_statement_strategy_id'), 'statement', ['strategy_id'], unique=False)
    op.create_index(op.f('ix_statement_version_id'), 'statement', ['version_id'], unique=False)
    op.create_table('statement_draft',
    sa.Column('addressee_id', sa.Uuid(), nullable=False),
    sa.Column('document', Json(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressee.id'], name=op.f('fk_statement_draft_addressee_id_addressee'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('addressee_id', name=op.f('pk_statement_draft'))
    )
    op.create_table('statement_attachment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('addressee_id', sa.Uuid(), nullable=False),
    sa.Column('statement_id', sa.Uuid(), nullable=True),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('kind', sa.Enum('pdf', 'docx', 'jpg', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('stored_as', sa.String(length=40), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressee.id'], name=op.f('fk_statement_attachment_addressee_id_addressee'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_statement_attachment_statement_id_statement'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_attachment')),
    sa.UniqueConstraint('stored_as', name=op.f('uq_statement_attachment_stored_as'))
    )
    op.create_index(op.f('ix_statement_attachment_addressee_id'), 'statement_attachment', ['addressee_id'], unique=False)
    op.create_index(op.f('ix_statement_attachment_statement_id'), 'statement_attachment', ['statement_id'], unique=False)
    op.create_table('statement_section',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('statement_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('strategy_id', sa.Uuid(), nullable=False),
    sa.Column('thread_id', sa.Uuid(), nullable=True),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('block_id', sa.Uuid(), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('pending', 'published', 'published_redacted', 'rejected', 'withdrawn', 'hidden', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('published_at', UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['block.id'], name=op.f('fk_statement_section_block_id_block'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_statement_section_element_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_statement_section_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_statement_section_statement_id_statement'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['strategy_id'], ['strategy.id'], name=op.f('fk_statement_section_strategy_id_strategy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_statement_section_thread_id_thread'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_section')),
    sa.UniqueConstraint('statement_id', 'position', name=op.f('uq_statement_section_statement_id_position'))
    )
    op.create_index(op.f('ix_statement_section_block_id'), 'statement_section', ['block_id'], unique=False)
    op.create_index(op.f('ix_statement_section_element_id'), 'statement_section', ['element_id'], unique=False)
    op.create_index(op.f('ix_statement_section_region_id'), 'statement_section', ['region_id'], unique=False)
    op.create_index('ix_statement_section_strategy', 'statement_section', ['strategy_id', 'state', 'received_on'], unique=False)
    op.create_index(op.f('ix_statement_section_thread_id'), 'statement_section', ['thread_id'], unique=False)
    _add_reference("consideration", "section_id", "statement_section")
    op.create_index("ix_consideration_section", "consideration", ["section_id"], unique=True)
    replace_check(op.get_bind(), "consideration", "ck_consideration_one_contribution", _exactly_one(_SOURCES))


def _one_of(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"


def _exactly_one(columns: tuple[str, ...]) -> str:
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"


def _add_reference(table: str, column: str, target: str) -> None:
    # Written out, since Alembic's way of adding it in place loses what happens on deletion.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    key = f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id) ON DELETE RESTRICT"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} {key}")


def downgrade() -> None:
    others = tuple(column for column in _SOURCES if column != "section_id")
    op.execute("DELETE FROM consideration WHERE section_id IS NOT NULL")
    replace_check(op.get_bind(), "consideration", "ck_consideration_one_contribution", _exactly_one(others))
    op.drop_index("ix_consideration_section", table_name="consideration")
    op.drop_column("consideration", "section_id")
    for table in ("statement_section", "statement_attachment", "statement_draft", "statement", "deadline_extension", "addressee_link", "addressee", "statement_round", "statement_contact", "contribution_scan"):
        op.drop_table(table)
    op.execute("DELETE FROM phase WHERE kind = 'statements'")
    replace_check(op.get_bind(), "phase", "ck_phase_kind", _one_of(tuple(kind for kind in _KINDS if kind != "statements")))

