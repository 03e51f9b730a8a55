"""What a demonstration has besides content: people to sign in as, and simulated contributions, recognisable as such."""

from __future__ import annotations

from sqlmodel import Session, col, select

from participation.accounts.actions import grant_role
from participation.accounts.models import Account, Role
from participation.admin.moderation.demo import add_demo_moderation
from participation.brakes.settings import set_brake
from participation.coding.demo import add_demo_codes
from participation.comments.demo import add_demo_comments, put_rounds_on_latest
from participation.core.database import Database
from participation.core.files import FileStore, file_store
from participation.goals.demo import add_demo_stories
from participation.goals.demo_groups import add_demo_groups
from participation.ideas.demo import add_demo_ideas, add_demo_pictures
from participation.ideas.demo_pictures import drawn
from participation.ideas.pictures import AREA as IDEAS_AREA
from participation.ideas.priorities.demo import add_demo_weighing
from participation.indicators.demo import add_demo_indicators
from participation.indicators.rounds.demo import add_demo_round
from participation.joints import CODING
from participation.measures.demo import add_demo_measures
from participation.papers.demo import add_demo_papers
from participation.regions.models import Region
from participation.statements.demo import add_demo_statements
from participation.surveys.running import surveys_in
from participation.surveys.simulation.demo import add_demo_answers
from participation.youth_council.demo import add_demo_youth

PEOPLE = {
    Role.ADMIN: "Demo Administration",
    Role.EDITOR: "Demo Redaktion",
    Role.MODERATOR: "Demo Moderation",
    Role.ANALYST: "Demo Auswertung",
    Role.YOUTH_COORDINATOR: "Demo Jugendkoordination",
    Role.YOUTH_MODERATOR: "Demo Jugendmoderation",
    Role.ROADSHOW: "Demo Roadshow",
}
COMMENTS, IDEAS, SEED = 60, 25, 2026


def add_people(session: Session) -> int:
    """One demo person per role, in all regions; repeating adds nobody."""
    for role, name in PEOPLE.items():
        grant_role(session, f"{role.value}@demo.example", role, None, name=name, is_demo=True)
    return len(PEOPLE)


def add_demo(database: Database, files_folder: str = "") -> dict[str, int]:
    """Everything that makes the demo lively; how many of each were added. Repeating adds nothing.

    Args:
        database: filled with content.
        files_folder: the setting of that name.
    """
    with database.writing() as session:
        added = {"people": add_people(session)}
        regions = session.exec(select(Region).order_by(col(Region.slug))).all()
        for region in regions:  # people try a demonstration out with programs, too
            set_brake(session, region.id, is_on=False)
        added["comments"] = sum(add_demo_comments(session, region, COMMENTS, SEED) for region in regions)
        added["ideas"] = sum(add_demo_ideas(session, region, IDEAS, SEED) for region in regions)
        added["departments"] = sum(add_demo_moderation(session, region) for region in regions)
        added["measures"] = sum(add_demo_measures(session, region) for region in regions)
        added["indicators"] = sum(add_demo_indicators(session, region) for region in regions)
    with database.reading() as session:
        surveys = list(surveys_in(session).by_id.values())
    added["answers"] = sum(add_demo_answers(database, survey) for survey in surveys)
    with database.writing() as session:
        added["stories"] = add_demo_stories(session)
        added["priority groups"] = add_demo_groups(session)
        put_rounds_on_latest(session)
        added["statements"] = add_demo_statements(session)
        added["youth councils"] = add_demo_youth(session)
        added["papers"] = add_demo_papers(session)
        added["rounds of reporting"] = add_demo_round(session)
        analyst = select(Account.id).where(Account.email == f"{Role.ANALYST.value}@demo.example")
        added["codes"] = add_demo_codes(session, CODING, session.exec(analyst).one())
    return added | _around_ideas(database, file_store(database, files_folder, IDEAS_AREA))


def _around_ideas(database: Database, store: FileStore) -> dict[str, int]:
    pictures = drawn()  # outside the transaction, since it takes another process a moment
    with database.writing() as session:
        regions = session.exec(select(Region).order_by(col(Region.slug))).all()
        return {
            "pictures": sum(add_demo_pictures(session, region, store, pictures) for region in regions),
            "ballots": sum(add_demo_weighing(session, region) for region in regions),
        }
