"""Indexes for the stacks of the moderators' desk."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_STACKS = {
    "ix_moderation_case_appealed": "appealed_on IS NOT NULL AND appeal_granted IS NULL",
    "ix_moderation_case_proposed": "proposed_by IS NOT NULL",
    "ix_moderation_case_away": "department_id IS NOT NULL",
}


def upgrade() -> None:
    for name, condition in _STACKS.items():
        op.execute(f"CREATE INDEX {name} ON moderation_case (region_id, id) WHERE {condition}")


def downgrade() -> None:
    for name in _STACKS:
        op.drop_index(name, table_name="moderation_case")
