"""The demo's override of a priority group: the one that Landkreis Börde's own concept contains."""

from __future__ import annotations

from sqlmodel import Session, col, select

from participation.accounts.models import Account, Role, RoleGrant
from participation.goals.grouping import GroupSheet, decide_group, field_groups
from participation.regions.models import Region
from participation.strategy.models import Strategy
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.languages import GERMAN

_REGION, _STRATEGY, _FIELD, _GROUP = "boerde", "kreisentwicklungskonzept", "hf-4", 2
_REASON = (
    "Beispiel der Vorführung: Sicherheit und öffentlicher Nahverkehr gehörten in der Befragung zu den vier Themen mit "
    "Vorrang. Das Konzept stellt das Feld dennoch in die zweite Gruppe; die Abfrage vom November 2022 hat das "
    "bestätigt. Einen Grund nennt das Konzept nicht. Ob es dabei bleibt, kann hier besprochen werden."
)
_EASY_REASON = (
    "Das ist ein Beispiel.\nSicherheit, Bus und Bahn waren den Menschen sehr wichtig.\n"
    "Trotzdem steht das Feld in Gruppe 2.\nSo steht es im Plan.\nDer Plan sagt nicht: Darum ist das so.\n"
    "Sie können uns Ihre Meinung schreiben."
)


def add_demo_groups(session: Session) -> int:
    """Put the field of safety and public transport in the group of the concept; 0 where it is done or not there."""
    strategy = session.exec(
        select(Strategy)
        .join(Region, col(Region.id) == col(Strategy.region_id))
        .where(Region.slug == _REGION, Strategy.slug == _STRATEGY)
    ).first()
    if strategy is None or not strategy.latest_version:
        return 0
    tree = published_tree(session, current_version(session, strategy), GERMAN.tag)
    found = next((one for one in field_groups(session, strategy, tree) if one.node.key == _FIELD), None)
    if found is None or found.decisions:
        return 0
    editor = session.exec(select(Account).join(RoleGrant).where(RoleGrant.role == Role.EDITOR, Account.is_demo)).first()
    decide_group(session, strategy, found, GroupSheet(_GROUP, _REASON, _EASY_REASON), editor.id if editor else None)
    return 1
