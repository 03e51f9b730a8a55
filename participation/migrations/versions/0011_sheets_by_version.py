"""Count the sheets of each questionnaire version, where there is only one: they are all sheets."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Counters of later versions come with the next `participation recount`; until then a release is refused.
    op.execute(
        sa.text(
            "INSERT INTO counter (survey_id, question, option, dimensions, segment, n, key_sum)"
            " SELECT survey_id, '', '1', dimensions, segment, n, key_sum FROM counter"
            " JOIN survey ON survey.id = counter.survey_id"
            " WHERE counter.question = '' AND counter.option = '' AND survey.latest_version = 1"
            " AND NOT EXISTS (SELECT 1 FROM counter AS known WHERE known.survey_id = counter.survey_id"
            " AND known.question = '' AND known.option = '1' AND known.dimensions = counter.dimensions"
            " AND known.segment = counter.segment)"
        )
    )


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM counter WHERE question = '' AND option <> ''"))
