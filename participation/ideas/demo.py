"""Simulated ideas for the demo: with steps and support, recognisably made up."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.files import FileStore
from participation.core.identifiers import digest, receipt_key_of
from participation.ideas.demo_pictures import DESCRIPTIONS
from participation.ideas.endorsing import endorsement_id
from participation.ideas.models import Endorsement, Idea, IdeaPicture, IdeaSpot, IdeaStage, Stage
from participation.ideas.places import Choice, choices
from participation.ideas.queries import IdeaFilter, idea_rounds
from participation.procedures.contributed import Fate, demo_client_id, fate, identity
from participation.procedures.rounds import Round
from participation.regions.actions import publish_change
from participation.regions.models import Region
from participation.regions.queries import region_map
from participation.threads.contributions import client_key, contribution_id
from participation.web.languages import EASY, GERMAN
from participation.web.maps import RegionMap, cell_of

_IDEAS = (
    (
        "Rufbus am Abend",
        "Nach 19 Uhr fährt kein Bus mehr. Ein Rufbus, den man per Telefon bestellt, würde reichen.",
        "de",
    ),
    ("Bank und Baum an jeder Haltestelle", "Wer wartet, braucht Schatten und einen Sitzplatz.", "de"),
    ("Gemeinsame Werkstatt für Vereine", "Eine leere Halle könnte zur Werkstatt für alle Vereine werden.", "de"),
    ("Sprechstunde im Dorfladen", "Das Amt kommt einmal im Monat in den Dorfladen. Das spart viele Wege.", "de"),
    ("Radweg zwischen den Ortsteilen", "Zwischen den Ortsteilen fehlen wenige hundert Meter Radweg.", "de"),
    ("Tauschbörse für Schulbücher", "Alte Bücher sollen an die nächste Klasse gehen.", "de"),
    ("Jugendraum mit Schlüssel", "Wir wollen den Raum selbst öffnen. Wir halten ihn auch sauber.", "de"),
    ("Hofläden auf einer Karte", "Eine Karte zeigt, wo man Lebensmittel aus der Gegend kaufen kann.", "de"),
    ("Arzt-Termin per Video", "In der Gemeinde steht ein Raum mit Bildschirm. Eine Fachkraft hilft dabei.", "de"),
    ("Blühstreifen an Kreisstraßen", "Weniger mähen, mehr säen: Das hilft den Bienen und spart Geld.", "de"),
    ("Mitfahrbank", "Wer auf der Bank sitzt, will in den nächsten Ort. Wer vorbeifährt, nimmt mit.", "de"),
    ("Ein Tag im Amt", "Schulklassen verbringen einen Tag in der Kreisverwaltung.", "de"),
    ("Mehr Licht am Bahn-Hof", "Am Abend ist es dunkel.\nIch habe dann Angst.\nMehr Lampen sind gut.", "de-simple"),
    ("Ein Treff-Punkt für alle", "Im Dorf fehlt ein Treff-Punkt.\nAlle sollen dort sitzen können.", "de-simple"),
    ("Briefe in Leichter Sprache", "Ich verstehe Briefe vom Amt nicht.\nBitte schreiben Sie leicht.", "de-simple"),
)
_SPINS = (
    "",
    " – Versuch für ein Jahr",
    " – zuerst in zwei Gemeinden",
    " – gemeinsam mit den Vereinen",
    " – auch am Wochenende",
)
_STEPS = {
    Stage.UNDER_CONSIDERATION: "Der Fachdienst vergleicht die Idee mit ähnlichen Vorschlägen. (Simuliert)",
    Stage.IN_GOAL_DRAFT: "Die Idee steht im Entwurf eines Ziels. (Simuliert)",
    Stage.NOT_ADOPTED: "Dafür ist das Land zuständig; wir haben die Idee weitergegeben. (Simuliert)",
}
_MOST_SUPPORT = 40


def add_demo_ideas(session: Session, region: Region, count: int, seed: int) -> int:
    """Add `count` simulated ideas to the region's begun phases for ideas, with steps and support.

    The same seed makes the same words and receipt codes; what is there already is not added again.

    Returns:
        How many were added.
    """
    begun = [one for one in idea_rounds(session, region.id) if one.opens_at <= now()]
    if not begun:
        return 0
    places, drawn = choices(session, begun, GERMAN.tag), region_map(session, region.id)
    known = set(session.exec(select(Idea.key).where(col(Idea.region_id) == region.id)))
    added = 0
    for idea, others in _ideas(region, places, drawn, count=count, seed=seed):
        if idea.key not in known:
            idea.supports = sum(isinstance(one, Endorsement) for one in others)
            idea.verified_supports = sum(isinstance(one, Endorsement) and one.is_verified for one in others)
            session.add(idea)
            session.flush()
            session.add_all(others)
            added += 1
    session.flush()
    if added:
        publish_change(session, region.id)
    return added


def _ideas(
    region: Region, places: Sequence[Choice], drawn: RegionMap | None, *, count: int, seed: int
) -> Iterator[tuple[Idea, list[Any]]]:
    for number in range(count):
        chance = random.Random(f"{region.slug}:{seed}:{number}")  # noqa: S311 - made-up texts, no secrets
        title, text, language = _IDEAS[number % len(_IDEAS)]
        spin = _SPINS[(number // len(_IDEAS)) % len(_SPINS)] if language == GERMAN.tag else ""
        place = chance.choice(places)
        client_id = demo_client_id("idea", region.slug, seed, number)
        what_became = fate(chance, place.phase)
        idea = Idea(
            **identity(client_id, region.id, title + text, chance),
            **what_became.columns,
            title=title + spin,
            text=text,
            language=EASY.tag if language == EASY.tag else GERMAN.tag,
            phase_id=place.phase.phase_id,
            strategy_id=place.phase.strategy_id,
            element_id=chance.choice(place.fields)[2] if place.fields else None,
        )
        others = [*_steps(chance, idea, what_became), *_support(chance, idea, place.phase, what_became)]
        yield idea, [*others, *_spot(chance, idea, drawn)]


def _steps(chance: random.Random, idea: Idea, what_became: Fate) -> Iterator[IdeaStage]:
    yield IdeaStage(
        id=contribution_id(idea.received_on), idea_id=idea.id, stage=Stage.SUBMITTED, reached_on=idea.received_on
    )
    if not what_became.is_public or idea.published_at is None:
        return
    reached = idea.published_at.date()
    yield IdeaStage(idea_id=idea.id, stage=Stage.CHECKED, reached_on=reached)
    idea.stage = Stage.CHECKED
    if chance.random() < 0.4:  # noqa: PLR2004
        idea.stage = chance.choice(list(_STEPS))
        reached = min(reached + timedelta(days=2), now().date())
        yield IdeaStage(idea_id=idea.id, stage=idea.stage, reached_on=reached, sentence=_STEPS[idea.stage])


def _support(chance: random.Random, idea: Idea, phase: Round, what_became: Fate) -> Iterator[Endorsement]:
    if not what_became.is_public:
        return
    for _number in range(chance.randint(0, _MOST_SUPPORT)):
        client_id = endorsement_id(UUID(int=chance.getrandbits(128), version=4), idea.id)
        day = max(idea.received_on, phase.opens_at.date())
        yield Endorsement(
            id=contribution_id(day),
            idea_id=idea.id,
            key=client_key(client_id),
            payload_hash=digest(str(idea.id)),
            receipt_key=receipt_key_of(client_id),
            received_on=day,
            is_verified=chance.random() < 0.2,  # noqa: PLR2004
        )


def _spot(chance: random.Random, idea: Idea, drawn: RegionMap | None) -> Iterator[IdeaSpot]:
    if drawn is None or not drawn.shapes or chance.random() < 0.2:  # noqa: PLR2004
        return
    shape = chance.choice(drawn.shapes)
    cell = cell_of(drawn.north - shape.y / drawn.per_lat, drawn.west + shape.x / drawn.per_lon)
    yield IdeaSpot(idea_id=idea.id, cell=cell, words=chance.choice(("", "", f"Ortsmitte von {shape.label}")))


def add_demo_pictures(session: Session, region: Region, store: FileStore, drawn: Mapping[str, bytes]) -> int:
    """Give public ideas of the region their drawings, the last of which still waits for a moderator; how many."""
    titles = list(DESCRIPTIONS)
    has_some = select(IdeaPicture.idea_id).join(Idea).where(Idea.region_id == region.id)
    if session.exec(has_some).first() is not None:
        return 0
    public = IdeaFilter(region_id=region.id).applied(sql_select(Idea)).where(col(Idea.title).in_(titles))
    ideas = {idea.title: idea for idea in session.scalars(public)}
    for title, idea in ideas.items():
        day = None if title == titles[-1] else now().date()
        stored_as, description = store.keep(drawn[title]), DESCRIPTIONS[title]
        session.add(IdeaPicture(idea_id=idea.id, stored_as=stored_as, description=description, released_on=day))
    session.flush()
    if ideas:
        publish_change(session, region.id)
    return len(ideas)
