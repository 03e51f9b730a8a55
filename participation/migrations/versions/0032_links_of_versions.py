"""Freeze the links between elements with the versions: what is published has those that stand now."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('version_link',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('source_id', sa.Uuid(), nullable=False),
    sa.Column('relation', sa.Enum('contributes_to', 'derived_from', name='relation', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('target_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['element.id'], name=op.f('fk_version_link_source_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['target_id'], ['element.id'], name=op.f('fk_version_link_target_id_element'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_version_link_version_id_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('version_id', 'source_id', 'relation', 'target_id', name=op.f('pk_version_link'))
    )
    op.create_index(op.f('ix_version_link_source_id'), 'version_link', ['source_id'], unique=False)
    op.create_index(op.f('ix_version_link_target_id'), 'version_link', ['target_id'], unique=False)
    op.execute(
        "INSERT INTO version_link (version_id, source_id, relation, target_id) "
        "SELECT source.version_id, link.source_id, link.relation, link.target_id FROM element_link AS link "
        "JOIN version_element AS source ON source.element_id = link.source_id "
        "JOIN version_element AS target ON target.element_id = link.target_id "
        "AND target.version_id = source.version_id"
    )


def downgrade() -> None:
    op.drop_table("version_link")
