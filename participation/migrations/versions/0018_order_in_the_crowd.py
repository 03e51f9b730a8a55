"""Order in the crowd: an index of what is similar, duplicates, seed words of fields, candidates."""

import sqlalchemy as sa
from alembic import op

import participation.core.columns

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('crowd_weights',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('texts', sa.Integer(), nullable=False),
    sa.Column('counted_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('weights', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crowd_weights'))
    )
    op.create_table('crowd_model',
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('thread_ids', participation.core.columns.Json(), nullable=False),
    sa.Column('scale', sa.Float(), nullable=False),
    sa.Column('weights', sa.LargeBinary(), nullable=False),
    sa.Column('labels', sa.Integer(), nullable=False),
    sa.Column('accuracy', sa.Float(), nullable=True),
    sa.Column('trained_at', participation.core.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_crowd_model_region_id_region'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('region_id', name=op.f('pk_crowd_model'))
    )
    op.create_table('duplicate_group',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(), nullable=False),
    sa.Column('confirmed_at', participation.core.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account.id'], name=op.f('fk_duplicate_group_confirmed_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_duplicate_group_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duplicate_group'))
    )
    op.create_index(op.f('ix_duplicate_group_confirmed_by'), 'duplicate_group', ['confirmed_by'], unique=False)
    op.create_index(op.f('ix_duplicate_group_region_id'), 'duplicate_group', ['region_id'], unique=False)
    op.create_table('crowd_candidate',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('field_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('asked', 'ready', 'failed', 'selected', 'dropped', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_at', participation.core.columns.UtcTime(), nullable=False),
    sa.Column('model', sa.String(length=120), nullable=False),
    sa.Column('sent', sa.Integer(), nullable=False),
    sa.Column('summary', sa.String(length=4000), nullable=False),
    sa.Column('quotes', participation.core.columns.Json(), nullable=False),
    sa.Column('dropped_quotes', sa.Integer(), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', participation.core.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_crowd_candidate_asked_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_crowd_candidate_decided_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['field_id'], ['thread.id'], name=op.f('fk_crowd_candidate_field_id_thread'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_crowd_candidate_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crowd_candidate'))
    )
    op.create_index(op.f('ix_crowd_candidate_asked_by'), 'crowd_candidate', ['asked_by'], unique=False)
    op.create_index(op.f('ix_crowd_candidate_decided_by'), 'crowd_candidate', ['decided_by'], unique=False)
    op.create_index(op.f('ix_crowd_candidate_field_id'), 'crowd_candidate', ['field_id'], unique=False)
    op.create_index(op.f('ix_crowd_candidate_region_id'), 'crowd_candidate', ['region_id'], unique=False)
    op.create_table('crowd_entry',
    sa.Column('id', participation.core.columns.Serial, nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('receipt_key', sa.LargeBinary(), nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('words_digest', sa.LargeBinary(), nullable=False),
    sa.Column('guess_id', sa.Uuid(), nullable=True),
    sa.Column('certainty', sa.Float(), nullable=True),
    sa.Column('field_id', sa.Uuid(), nullable=True),
    sa.Column('coded_by', sa.Uuid(), nullable=True),
    sa.Column('coded_at', participation.core.columns.UtcTime(), nullable=True),
    sa.Column('group_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['coded_by'], ['account.id'], name=op.f('fk_crowd_entry_coded_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['field_id'], ['thread.id'], name=op.f('fk_crowd_entry_field_id_thread'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['group_id'], ['duplicate_group.id'], name=op.f('fk_crowd_entry_group_id_duplicate_group'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['guess_id'], ['thread.id'], name=op.f('fk_crowd_entry_guess_id_thread'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_crowd_entry_region_id_region'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crowd_entry')),
    sa.UniqueConstraint('receipt_key', name=op.f('uq_crowd_entry_receipt_key'))
    )
    op.create_index(op.f('ix_crowd_entry_coded_by'), 'crowd_entry', ['coded_by'], unique=False)
    op.create_index('ix_crowd_entry_coding', 'crowd_entry', ['region_id', 'coded_at', 'certainty'], unique=False)
    op.create_index(op.f('ix_crowd_entry_field_id'), 'crowd_entry', ['field_id'], unique=False)
    op.create_index(op.f('ix_crowd_entry_group_id'), 'crowd_entry', ['group_id'], unique=False)
    op.create_index(op.f('ix_crowd_entry_guess_id'), 'crowd_entry', ['guess_id'], unique=False)
    op.create_table('crowd_field',
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('seeds', sa.String(length=1000), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.Column('keywords', participation.core.columns.Json(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['account.id'], name=op.f('fk_crowd_field_changed_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_crowd_field_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_crowd_field_thread_id_thread'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('thread_id', name=op.f('pk_crowd_field'))
    )
    op.create_index(op.f('ix_crowd_field_changed_by'), 'crowd_field', ['changed_by'], unique=False)
    op.create_index(op.f('ix_crowd_field_region_id'), 'crowd_field', ['region_id'], unique=False)
    op.create_table('crowd_key',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('entry_id', participation.core.columns.Serial, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['crowd_entry.id'], name=op.f('fk_crowd_key_entry_id_crowd_entry'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', 'entry_id', name=op.f('pk_crowd_key')),
    **participation.core.columns.CLUSTERED
    )
    op.create_index(op.f('ix_crowd_key_entry_id'), 'crowd_key', ['entry_id'], unique=False)
    op.create_table('duplicate_pair',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('region_id', sa.Uuid(), nullable=False),
    sa.Column('first_id', participation.core.columns.Serial, nullable=False),
    sa.Column('second_id', participation.core.columns.Serial, nullable=False),
    sa.Column('similarity', sa.Float(), nullable=False),
    sa.Column('state', sa.Enum('proposed', 'same', 'different', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', participation.core.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_duplicate_pair_decided_by_account'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['first_id'], ['crowd_entry.id'], name=op.f('fk_duplicate_pair_first_id_crowd_entry'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_duplicate_pair_region_id_region'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['second_id'], ['crowd_entry.id'], name=op.f('fk_duplicate_pair_second_id_crowd_entry'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duplicate_pair')),
    sa.UniqueConstraint('second_id', name=op.f('uq_duplicate_pair_second_id'))
    )
    op.create_index(op.f('ix_duplicate_pair_decided_by'), 'duplicate_pair', ['decided_by'], unique=False)
    op.create_index(op.f('ix_duplicate_pair_first_id'), 'duplicate_pair', ['first_id'], unique=False)
    op.create_index('ix_duplicate_pair_waiting', 'duplicate_pair', ['region_id', 'state', 'similarity'], unique=False)


def downgrade() -> None:
    op.drop_table('duplicate_pair')
    op.drop_table('crowd_key')
    op.drop_table('crowd_field')
    op.drop_table('crowd_entry')
    op.drop_table('crowd_candidate')
    op.drop_table('duplicate_group')
    op.drop_table('crowd_model')
    op.drop_table('crowd_weights')
