"""Give the youth council its tables; let goals cite its motions; two more roles."""

import re

import sqlalchemy as sa
from alembic import op

from participation.core.columns import UtcTime

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

_ROLES = ("admin", "editor", "moderator", "analyst")
_YOUTH_ROLES = ("youth_coordinator", "youth_moderator")
_CITED = ("comment_id", "idea_id", "survey_id", "source_id")


def upgrade() -> None:
    op.create_table('youth_council',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('term', sa.String(length=60), nullable=False),
    sa.Column('about', sa.String(length=5000), nullable=False),
    sa.Column('easy_about', sa.String(length=5000), nullable=False),
    sa.Column('rules', sa.String(length=5000), nullable=False),
    sa.Column('answer_weeks', sa.Integer(), nullable=False),
    sa.Column('coordinator_id', sa.Uuid(), nullable=True),
    sa.Column('deputy_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('answer_weeks BETWEEN 1 AND 26', name=op.f('ck_youth_council_answer_weeks')),
    sa.ForeignKeyConstraint(['coordinator_id'], ['account.id'], name=op.f('fk_youth_council_coordinator_id_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['deputy_id'], ['account.id'], name=op.f('fk_youth_council_deputy_id_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_youth_council_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_council')),
    sa.UniqueConstraint('region_id', 'slug', name=op.f('uq_youth_council_region_id_slug'))
    )
    op.create_index(op.f('ix_youth_council_coordinator_id'), 'youth_council', ['coordinator_id'], unique=False)
    op.create_index(op.f('ix_youth_council_deputy_id'), 'youth_council', ['deputy_id'], unique=False)
    op.create_table('youth_code_batch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('council_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('member', 'school_class', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('label', sa.String(length=120), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['council_id'], ['youth_council.id'], name=op.f('fk_youth_code_batch_council_id_youth_council'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_youth_code_batch_made_by_account'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_code_batch'))
    )
    op.create_index(op.f('ix_youth_code_batch_council_id'), 'youth_code_batch', ['council_id'], unique=False)
    op.create_index(op.f('ix_youth_code_batch_made_by'), 'youth_code_batch', ['made_by'], unique=False)
    op.create_table('youth_meeting',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('council_id', sa.Uuid(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('attendance', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('agenda', sa.String(length=2000), nullable=False),
    sa.Column('text', sa.String(length=10000), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['council_id'], ['youth_council.id'], name=op.f('fk_youth_meeting_council_id_youth_council'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_meeting'))
    )
    op.create_index('ix_youth_meeting_council', 'youth_meeting', ['council_id', 'held_on'], unique=False)
    op.create_table('youth_member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('council_id', sa.Uuid(), nullable=False),
    sa.Column('pseudonym', sa.String(length=30), nullable=False),
    sa.Column('pseudonym_key', sa.String(length=60), nullable=False),
    sa.Column('is_under_16', sa.Boolean(), nullable=False),
    sa.Column('consent_on', sa.Date(), nullable=True),
    sa.Column('is_paused', sa.Boolean(), nullable=False),
    sa.Column('joined_in', sa.Date(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['council_id'], ['youth_council.id'], name=op.f('fk_youth_member_council_id_youth_council'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_member')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_youth_member_code_hash')),
    sa.UniqueConstraint('council_id', 'pseudonym_key', name=op.f('uq_youth_member_council_id_pseudonym_key'))
    )
    op.create_table('youth_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.Column('most_uses', sa.Integer(), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.Column('is_void', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['youth_code_batch.id'], name=op.f('fk_youth_code_batch_id_youth_code_batch'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_code')),
    sa.UniqueConstraint('batch_id', 'number', name=op.f('uq_youth_code_batch_id_number')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_youth_code_code_hash'))
    )
    op.create_table('youth_motion',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('council_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('text', sa.String(length=5000), nullable=False),
    sa.Column('reason', sa.String(length=2000), nullable=False),
    sa.Column('element_id', sa.Uuid(), nullable=True),
    sa.Column('origin', sa.Enum('member', 'body', 'school_class', name='origin', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('author_label', sa.String(length=160), nullable=False),
    sa.Column('state', sa.Enum('draft', 'handed_in', 'closed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('addressee', sa.Enum('administration', 'youth_welfare_committee', name='addressee', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('handed_in_on', sa.Date(), nullable=True),
    sa.Column('department_id', sa.Uuid(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('answer', sa.String(length=5000), nullable=False),
    sa.Column('easy_answer', sa.String(length=5000), nullable=False),
    sa.Column('signed_by', sa.String(length=160), nullable=False),
    sa.CheckConstraint("(answered_on IS NULL) = (answer = '')", name=op.f('ck_youth_motion_answer')),
    sa.CheckConstraint("state <> 'handed_in' OR (number IS NOT NULL AND handed_in_on IS NOT NULL AND due_on IS NOT NULL AND addressee IS NOT NULL)", name=op.f('ck_youth_motion_handed_in')),
    sa.ForeignKeyConstraint(['author_id'], ['youth_member.id'], name=op.f('fk_youth_motion_author_id_youth_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['council_id'], ['youth_council.id'], name=op.f('fk_youth_motion_council_id_youth_council'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_youth_motion_department_id_department'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['element_id'], ['element.id'], name=op.f('fk_youth_motion_element_id_element'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_motion')),
    sa.UniqueConstraint('council_id', 'number', name=op.f('uq_youth_motion_council_id_number')),
    sa.UniqueConstraint('key', name=op.f('uq_youth_motion_key'))
    )
    op.create_index(op.f('ix_youth_motion_author_id'), 'youth_motion', ['author_id'], unique=False)
    op.create_index(op.f('ix_youth_motion_department_id'), 'youth_motion', ['department_id'], unique=False)
    op.create_index(op.f('ix_youth_motion_element_id'), 'youth_motion', ['element_id'], unique=False)
    op.create_index('ix_youth_motion_state', 'youth_motion', ['state', 'id'], unique=False)
    op.create_table('youth_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('expires_at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['youth_member.id'], name=op.f('fk_youth_session_member_id_youth_member'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_youth_session_token_hash'))
    )
    op.create_index(op.f('ix_youth_session_expires_at'), 'youth_session', ['expires_at'], unique=False)
    op.create_index(op.f('ix_youth_session_member_id'), 'youth_session', ['member_id'], unique=False)
    op.create_table('youth_amendment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('motion_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=True),
    sa.Column('is_coordinator', sa.Boolean(), nullable=False),
    sa.Column('base_text', sa.String(length=5000), nullable=False),
    sa.Column('text', sa.String(length=5000), nullable=False),
    sa.Column('reason', sa.String(length=2000), nullable=False),
    sa.Column('proposed_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('open', 'accepted', 'declined', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('is_decided_by_body', sa.Boolean(), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['youth_member.id'], name=op.f('fk_youth_amendment_member_id_youth_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['motion_id'], ['youth_motion.id'], name=op.f('fk_youth_amendment_motion_id_youth_motion'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_amendment')),
    sa.UniqueConstraint('key', name=op.f('uq_youth_amendment_key')),
    sa.UniqueConstraint('motion_id', 'position', name=op.f('uq_youth_amendment_motion_id_position'))
    )
    op.create_index(op.f('ix_youth_amendment_member_id'), 'youth_amendment', ['member_id'], unique=False)
    op.create_table('youth_comment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('motion_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=True),
    sa.Column('is_coordinator', sa.Boolean(), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['youth_member.id'], name=op.f('fk_youth_comment_member_id_youth_member'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['motion_id'], ['youth_motion.id'], name=op.f('fk_youth_comment_motion_id_youth_motion'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_comment')),
    sa.UniqueConstraint('key', name=op.f('uq_youth_comment_key')),
    sa.UniqueConstraint('motion_id', 'position', name=op.f('uq_youth_comment_motion_id_position'))
    )
    op.create_index(op.f('ix_youth_comment_member_id'), 'youth_comment', ['member_id'], unique=False)
    op.create_table('youth_motion_step',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('motion_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('handed_in', 'taken_over', 'extended', 'answered', 'committee', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('step_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('result', sa.Enum('adopted', 'amended', 'rejected', 'postponed', 'referred', 'noted', name='result', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(kind = 'committee') = (result IS NOT NULL)", name=op.f('ck_youth_motion_step_result_of_committee')),
    sa.ForeignKeyConstraint(['actor_id'], ['account.id'], name=op.f('fk_youth_motion_step_actor_id_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['motion_id'], ['youth_motion.id'], name=op.f('fk_youth_motion_step_motion_id_youth_motion'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_motion_step'))
    )
    op.create_index(op.f('ix_youth_motion_step_actor_id'), 'youth_motion_step', ['actor_id'], unique=False)
    op.create_index(op.f('ix_youth_motion_step_motion_id'), 'youth_motion_step', ['motion_id'], unique=False)
    op.create_table('youth_report',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.LargeBinary(), nullable=False),
    sa.Column('motion_id', sa.Uuid(), nullable=True),
    sa.Column('comment_id', sa.Uuid(), nullable=True),
    sa.Column('amendment_id', sa.Uuid(), nullable=True),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('reported_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('done_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['amendment_id'], ['youth_amendment.id'], name=op.f('fk_youth_report_amendment_id_youth_amendment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['comment_id'], ['youth_comment.id'], name=op.f('fk_youth_report_comment_id_youth_comment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['done_by'], ['account.id'], name=op.f('fk_youth_report_done_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['motion_id'], ['youth_motion.id'], name=op.f('fk_youth_report_motion_id_youth_motion'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_youth_report_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_report')),
    sa.UniqueConstraint('key', name=op.f('uq_youth_report_key'))
    )
    op.create_index(op.f('ix_youth_report_amendment_id'), 'youth_report', ['amendment_id'], unique=False)
    op.create_index(op.f('ix_youth_report_comment_id'), 'youth_report', ['comment_id'], unique=False)
    op.create_index(op.f('ix_youth_report_done_by'), 'youth_report', ['done_by'], unique=False)
    op.create_index(op.f('ix_youth_report_motion_id'), 'youth_report', ['motion_id'], unique=False)
    op.create_index('ix_youth_report_region', 'youth_report', ['region_id', 'done_on'], unique=False)
    op.create_table('youth_vote',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('motion_id', sa.Uuid(), nullable=False),
    sa.Column('amendment_id', sa.Uuid(), nullable=True),
    sa.Column('meeting_id', sa.Uuid(), nullable=True),
    sa.Column('voted_on', sa.Date(), nullable=False),
    sa.Column('closes_at', UtcTime(), nullable=True),
    sa.Column('votes_for', sa.Integer(), nullable=False),
    sa.Column('votes_against', sa.Integer(), nullable=False),
    sa.Column('abstained', sa.Integer(), nullable=False),
    sa.CheckConstraint('votes_for >= 0 AND votes_against >= 0 AND abstained >= 0', name=op.f('ck_youth_vote_numbers')),
    sa.ForeignKeyConstraint(['amendment_id'], ['youth_amendment.id'], name=op.f('fk_youth_vote_amendment_id_youth_amendment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['youth_meeting.id'], name=op.f('fk_youth_vote_meeting_id_youth_meeting'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['motion_id'], ['youth_motion.id'], name=op.f('fk_youth_vote_motion_id_youth_motion'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_vote'))
    )
    op.create_index(op.f('ix_youth_vote_amendment_id'), 'youth_vote', ['amendment_id'], unique=False)
    op.create_index(op.f('ix_youth_vote_meeting_id'), 'youth_vote', ['meeting_id'], unique=False)
    op.create_index('ix_youth_vote_motion', 'youth_vote', ['motion_id', 'voted_on'], unique=False)
    op.create_table('youth_ballot',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['youth_member.id'], name=op.f('fk_youth_ballot_member_id_youth_member'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vote_id'], ['youth_vote.id'], name=op.f('fk_youth_ballot_vote_id_youth_vote'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_ballot')),
    sa.UniqueConstraint('vote_id', 'member_id', name=op.f('uq_youth_ballot_vote_id_member_id'))
    )
    op.create_index(op.f('ix_youth_ballot_member_id'), 'youth_ballot', ['member_id'], unique=False)
    op.create_table('youth_help_line',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('easy_text', sa.String(length=300), nullable=False),
    sa.Column('link', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_youth_help_line_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_youth_help_line')),
    sa.UniqueConstraint('region_id', 'name', name=op.f('uq_youth_help_line_region_id_name'))
    )
    _replace_check("role_grant", "ck_role_grant_role", _one_of(*_ROLES, *_YOUTH_ROLES))
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    key = "CONSTRAINT fk_evidence_youth_motion_id_youth_motion REFERENCES youth_motion (id) ON DELETE RESTRICT"
    op.execute(f"ALTER TABLE evidence ADD COLUMN youth_motion_id {kind} {key}")
    op.create_index("ix_evidence_youth_motion_id", "evidence", ["youth_motion_id"])
    _replace_check("evidence", "ck_evidence_one_kind", _exactly_one(*_CITED, "youth_motion_id"))


def _one_of(*roles: str) -> str:
    return "role IN (" + ", ".join(f"'{role}'" for role in roles) + ")"


def _exactly_one(*columns: str) -> str:
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"


def _replace_check(table: str, name: str, condition: str) -> None:
    """Another condition of the same name; a table in a file is written anew for it. Nothing may refer to the table."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition})")
        return
    known = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL")
    parts = [(row[0], row[1]) for row in op.get_bind().execute(known, {"table": table})]
    present = next(sql for kind, sql in parts if kind == "table")
    op.execute(sa.text(_escaped(_with_check(present, table, name, condition))))
    op.execute(f"INSERT INTO {table}_new SELECT * FROM {table}")
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    for kind, sql in parts:
        if kind == "index":
            op.execute(sa.text(_escaped(sql)))


def _with_check(sql: str, table: str, name: str, condition: str) -> str:
    begin = re.search(rf"CONSTRAINT {name} CHECK \(", sql)
    if begin is None:
        raise ValueError(f"{table} has no condition {name}.")
    end, depth = begin.end(), 1
    while depth:
        depth += {"(": 1, ")": -1}.get(sql[end], 0)
        end += 1
    changed = sql[: begin.end()] + condition + ")" + sql[end:]
    return re.sub(rf'CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", changed, count=1)


def _escaped(sql: str) -> str:
    return sql.replace(":", "\\:")


def downgrade() -> None:
    op.execute("DELETE FROM role_grant WHERE role LIKE 'youth%'")
    _replace_check("role_grant", "ck_role_grant_role", _one_of(*_ROLES))
    op.execute("DELETE FROM evidence WHERE youth_motion_id IS NOT NULL")
    _replace_check("evidence", "ck_evidence_one_kind", _exactly_one(*_CITED))
    op.drop_index("ix_evidence_youth_motion_id", table_name="evidence")
    op.drop_column("evidence", "youth_motion_id")
    op.drop_table('youth_help_line')
    op.drop_table('youth_ballot')
    op.drop_table('youth_vote')
    op.drop_table('youth_report')
    op.drop_table('youth_motion_step')
    op.drop_table('youth_comment')
    op.drop_table('youth_amendment')
    op.drop_table('youth_session')
    op.drop_table('youth_motion')
    op.drop_table('youth_code')
    op.drop_table('youth_member')
    op.drop_table('youth_meeting')
    op.drop_table('youth_code_batch')
    op.drop_table('youth_council')
