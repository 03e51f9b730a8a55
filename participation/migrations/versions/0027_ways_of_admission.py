"""Let people get codes themselves, known by a pseudonym of one survey, and sign in at OIDC providers."""

import sqlalchemy as sa
from alembic import op

from participation.core.columns import replace_check

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_ADMISSIONS = "admission IN ('open', 'codes', 'email', 'sign_in')"
_KINDS = "kind IN ('person', 'school_class', 'own')"


def upgrade() -> None:
    replace_check(op.get_bind(), "audience", "ck_audience_admission", _ADMISSIONS)
    replace_check(op.get_bind(), "code_batch", "ck_code_batch_kind", _KINDS)
    op.add_column("invitation_code", sa.Column("holder", sa.LargeBinary(), nullable=True))
    op.create_index("ix_invitation_code_holder", "invitation_code", ["holder"], unique=True)
    op.create_table(
        "survey_secret",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_secret_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_secret")),
    )
    for table in ("account", "member"):
        op.add_column(table, sa.Column("provider", sa.String(length=40), nullable=True))
        op.add_column(table, sa.Column("identity", sa.LargeBinary(), nullable=True))
        op.create_index(f"ix_{table}_identity", table, ["identity"], unique=True)
    op.add_column("sign_in_session", sa.Column("provider", sa.String(length=40), nullable=True))
    op.add_column("sign_in_session", sa.Column("provider_session", sa.LargeBinary(), nullable=True))
    op.create_index("ix_sign_in_session_provider_session", "sign_in_session", ["provider_session"])


def downgrade() -> None:
    op.drop_index("ix_sign_in_session_provider_session", "sign_in_session")
    op.drop_column("sign_in_session", "provider_session")
    op.drop_column("sign_in_session", "provider")
    for table in ("member", "account"):
        op.drop_index(f"ix_{table}_identity", table)
        op.drop_column(table, "identity")
        op.drop_column(table, "provider")
    op.drop_table("survey_secret")
    op.drop_index("ix_invitation_code_holder", "invitation_code")
    op.drop_column("invitation_code", "holder")
    replace_check(op.get_bind(), "code_batch", "ck_code_batch_kind", "kind IN ('person', 'school_class')")
    replace_check(op.get_bind(), "audience", "ck_audience_admission", "admission IN ('open', 'codes')")
