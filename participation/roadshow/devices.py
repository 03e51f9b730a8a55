"""Devices: how a tablet becomes ours, how it shows that it is, and how that ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.core.clock import now
from participation.core.errors import Conflict, Gone, NotAllowed, NotFound, NotKnown
from participation.core.identifiers import digest
from participation.core.journal import record
from participation.roadshow.models import Device, DeviceEnrolment, DeviceKind, RoadshowStop, StopState
from participation.web.security import new_token

CODE_LASTS, TOKEN_LASTS = timedelta(minutes=10), timedelta(days=30)


def begin_enrolment(session: Session, stop: RoadshowStop, kind: DeviceKind, name: str, actor_id: UUID) -> str:
    """A token that makes one device ours within ten minutes; only its digest is kept.

    Raises:
        Conflict: the stop is closed.
    """
    if stop.state is StopState.CLOSED:
        raise Conflict("This stop is closed. No more devices are taken along.")
    token = new_token()
    enrolment = DeviceEnrolment(
        token_hash=digest(token),
        stop_id=stop.id,
        kind=kind,
        name=name,
        made_by=actor_id,
        expires_at=now() + CODE_LASTS,
    )
    session.add(enrolment)
    session.flush()
    record(
        session, "prepared", "device", enrolment.id, actor_id=actor_id, region_id=stop.region_id, details={"kind": kind}
    )
    return token


def enrol(session: Session, token: str, app_version: str) -> tuple[Device, str]:
    """Make the device ours that holds an enrolment's token, once; returns it with the token that it keeps.

    Raises:
        Gone: the token is used up, expired or none.
    """
    found = session.exec(select(DeviceEnrolment).where(DeviceEnrolment.token_hash == digest(token))).first()
    if found is None or not _use(session, found):
        raise Gone("This code was used or is older than ten minutes. Please let staff show a new one.")
    kept = new_token()
    device = Device(
        token_hash=digest(kept),
        stop_id=found.stop_id,
        kind=found.kind,
        name=found.name,
        enrolled_at=now(),
        expires_at=now() + TOKEN_LASTS,
        last_contact_at=now(),
        app_version=app_version,
    )
    session.add(device)
    session.flush()
    stop = session.get_one(RoadshowStop, device.stop_id)
    record(session, "enrolled", "device", device.id, region_id=stop.region_id, details={"enrolment": str(found.id)})
    return device, kept


def _use(session: Session, enrolment: DeviceEnrolment) -> bool:
    """Take the enrolment unless somebody was faster."""
    free = (
        col(DeviceEnrolment.id) == enrolment.id,
        col(DeviceEnrolment.used_at).is_(None),
        col(DeviceEnrolment.expires_at) > now(),
    )
    return session.exec(update(DeviceEnrolment).where(*free).values(used_at=now())).rowcount == 1


def known_device(session: Session, bearer: str) -> Device:
    """The device of a token, also a revoked or expired one; found by the token's digest, so that no time tells of it.

    Raises:
        NotKnown: no device has it.
    """
    device = session.exec(select(Device).where(Device.token_hash == digest(bearer))).first()
    if device is None:
        raise NotKnown("This device is not known. Please let staff show a code to set it up.")
    return device


def device_of(session: Session, bearer: str) -> Device:
    """The device of a token, which may do what devices do.

    Raises:
        NotKnown: no device has it.
        NotAllowed: it was revoked, or has been ours for more than thirty days.
    """
    device = known_device(session, bearer)
    if not device.is_trusted(now()):
        raise NotAllowed("This device is not allowed any more. What it still holds can be sent for checking.")
    return device


def devices_in(session: Session, region_id: UUID) -> Sequence[tuple[Device, RoadshowStop]]:
    """A region's devices with their stops, the last enrolled first."""
    chosen = (
        select(Device, RoadshowStop)
        .join(RoadshowStop, col(RoadshowStop.id) == col(Device.stop_id))
        .where(RoadshowStop.region_id == region_id)
    )
    return session.exec(chosen.order_by(col(Device.enrolled_at).desc(), col(Device.id))).all()


def device_in(session: Session, region_id: UUID, device_id: UUID) -> Device:
    """A device of the region.

    Raises:
        NotFound: it has none of that id.
    """
    device = session.get(Device, device_id)
    stop = session.get(RoadshowStop, device.stop_id) if device else None
    if device is None or stop is None or stop.region_id != region_id:
        raise NotFound("There is no such device.")
    return device


def change_device(session: Session, device: Device, name: str, stop: RoadshowStop, actor_id: UUID) -> None:
    """Give a device another name, or take it along to another stop."""
    device.name, device.stop_id = name, stop.id
    session.add(device)
    details = {"stop": str(stop.id)}
    record(session, "changed", "device", device.id, actor_id=actor_id, region_id=stop.region_id, details=details)


def revoke(session: Session, device: Device, region_id: UUID, actor_id: UUID) -> None:
    """Trust a device no more from this moment on; what it sends later is looked at first."""
    if device.revoked_at is None:
        device.revoked_at = now()
        session.add(device)
        record(session, "revoked", "device", device.id, actor_id=actor_id, region_id=region_id)
