"""Which field a text may belong to: the model of a region, seed words, and what a person has confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.journal import record
from participation.crowd.features import FieldModel, seed_stems
from participation.crowd.models import CrowdEntry, CrowdField, CrowdModel
from participation.crowd.sources import Area, placed

SURE_ENOUGH = 0.4  # below this nothing is suggested to an author


def seeds_of(session: Session, region_id: UUID) -> dict[UUID, str]:
    """The seed words that the county has entered: thread of the field -> words."""
    rows = session.exec(select(CrowdField.thread_id, CrowdField.seeds).where(CrowdField.region_id == region_id))
    return dict(rows.all())


def keep_seeds(session: Session, region_id: UUID, thread_id: UUID, seeds: str, actor_id: UUID | None) -> None:
    """Enter the seed words of a field."""
    field = session.get(CrowdField, thread_id) or CrowdField(thread_id=thread_id, region_id=region_id)
    if field.region_id != region_id:
        raise NotFound("There is no such field.")
    field.seeds, field.changed_by = seeds, actor_id
    session.add(field)
    record(session, "entered_seeds", "field", thread_id, actor_id=actor_id, region_id=region_id)


def model_of(session: Session, region_id: UUID) -> FieldModel | None:
    """The model of a region with the seed words as they stand now; None before the first was trained."""
    row = session.get(CrowdModel, region_id)
    if row is None:
        return None
    seeds = seeds_of(session, region_id)
    stems = {thread: seed_stems(seeds.get(UUID(thread), "")) for thread in row.thread_ids}
    return FieldModel(stems, row.scale, bytes(row.weights))


def suggested(model: FieldModel | None, areas: Sequence[Area], text: str) -> Area | None:
    """The field to suggest to an author; None if nothing is likely enough."""
    ranked = ranked_fields(model, areas, text)
    return ranked[0][0] if ranked and ranked[0][1] >= SURE_ENOUGH else None


def ranked_fields(model: FieldModel | None, areas: Sequence[Area], text: str) -> list[tuple[Area, float]]:
    """The fields and how likely each is (0 to 1, in all 1 over those that the model knows), the likeliest first."""
    if model is None:
        return []
    chances = model.chances(text)
    known = [(area, chances[str(area.thread_id)]) for area in areas if str(area.thread_id) in chances]
    total = sum(chance for _, chance in known) or 1.0
    return sorted(((area, chance / total) for area, chance in known), key=lambda one: -one[1])


def guess(entry: CrowdEntry, model: FieldModel | None, areas: Sequence[Area], text: str, element: UUID | None) -> None:
    """Note on an entry which field it may belong to, and how likely the field that its author chose is right."""
    ranked = ranked_fields(model, areas, text)
    if not ranked:
        return
    entry.guess_id = ranked[0][0].thread_id
    chosen = placed(areas, element)
    chances: Mapping[UUID, float] = {area.thread_id: chance for area, chance in ranked}
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    entry.certainty = round(chances.get(chosen.thread_id, 0.0) if chosen else ranked[0][1] - second, 4)


def assign(session: Session, region_id: UUID, entry_id: int, thread_id: UUID, actor_id: UUID) -> CrowdEntry:
    """Record to which field a contribution belongs, as a person says; the next model learns from it.

    Raises:
        NotFound: there is no such entry in the region.
    """
    entry = session.get(CrowdEntry, entry_id, with_for_update=True)
    if entry is None or entry.region_id != region_id:
        raise NotFound("There is no such contribution.")
    entry.field_id, entry.coded_by, entry.coded_at = thread_id, actor_id, now()
    session.add(entry)
    details = {"entry": entry_id, "agreed": entry.guess_id == thread_id}
    record(session, "assigned", "field", thread_id, actor_id=actor_id, region_id=region_id, details=details)
    return entry


def confirmed_fields(session: Session, region_id: UUID) -> dict[bytes, UUID]:
    """What people have confirmed: receipt key -> thread of the field."""
    rows = session.exec(
        select(CrowdEntry.receipt_key, CrowdEntry.field_id).where(
            CrowdEntry.region_id == region_id, col(CrowdEntry.field_id).is_not(None)
        )
    )
    return {bytes(key): field for key, field in rows if field is not None}


def least_sure(session: Session, region_id: UUID, most: int, but: int | None = None) -> Sequence[CrowdEntry]:
    """The contributions that nobody has assigned, the least sure ones first."""
    chosen = select(CrowdEntry).where(
        CrowdEntry.region_id == region_id, col(CrowdEntry.coded_at).is_(None), col(CrowdEntry.certainty).is_not(None)
    )
    if but is not None:
        chosen = chosen.where(CrowdEntry.id != but)
    return session.exec(chosen.order_by(col(CrowdEntry.certainty), col(CrowdEntry.id)).limit(most)).all()
