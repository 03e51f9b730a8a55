"""What citizens do with ideas: hand one in, read it, endorse it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response

from participation.core.errors import Invalid, NotNow
from participation.core.identifiers import receipt_code, receipt_key
from participation.core.intake import Stored
from participation.core.text import msgid
from participation.ideas.actions import delivery_of
from participation.ideas.answering import promise_of
from participation.ideas.codes import confirmed, has_codes
from participation.ideas.crowd import SOURCE
from participation.ideas.endorsing import endorsement_id, endorsement_of, verified_endorsement_id
from participation.ideas.forms import IdeaSheet
from participation.ideas.merging import kinship
from participation.ideas.models import LONGEST_DESCRIPTION, LONGEST_SPOT, LONGEST_TITLE, STAGE_NAMES, Idea
from participation.ideas.pictures import AREA, MOST_MEGABYTES, keep_picture, pictures_of
from participation.ideas.places import belonging_of, choices, places_of
from participation.ideas.queries import open_idea_rounds, public_idea, spots_of, steps_of
from participation.ideas.spots import map_of, spot_on_map
from participation.procedures.earlier import EARLIER_CODE, asks_for_earlier, shows_earlier
from participation.procedures.intake_rules import admitted, like_another
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT
from participation.web.pages import Deliver
from participation.web.visit import Visit

UNKNOWN_CODE = msgid("We do not know this code. Please compare it with your letter or card.")


def new_idea(visit: Visit) -> Response:
    """The form for an idea; `feld` ("strategy/element") chooses a field beforehand."""
    context = _form_context(visit)
    sheet = IdeaSheet(uuid4(), place=visit.query.get("feld", ""))
    return _form(visit, context, sheet, status=200 if context["choices"] else 403)


def send_idea(visit: Visit) -> Response | Deliver:
    """Hand an idea in."""
    context = _form_context(visit)
    sheet = IdeaSheet.from_form(visit.form)
    if not context["choices"]:
        return _form(visit, context, sheet, status=403)
    belonging = belonging_of(context["choices"], sheet.place)
    if sheet.problems or belonging is None:
        return _form(visit, context, sheet, status=422)
    try:
        picture = keep_picture(visit, sheet.picture)
    except Invalid as problem:
        return _form(visit, context, sheet, 422, {"picture": visit.told(problem)})
    delivery = delivery_of(sheet, belonging, visit.language.tag, visit.now, picture=picture)
    alike = like_another(visit.db, SOURCE, visit.place.id)
    is_known = shows_earlier(visit, delivery, visit.form.text(EARLIER_CODE))
    delivery = admitted(visit.site, delivery, visit.now, is_known=is_known, similar=alike, more=sheet.beside)
    return Deliver(delivery, partial(_answer, visit, context, sheet, picture))


def _answer(visit: Visit, context: dict[str, Any], sheet: IdeaSheet, picture: str, stored: Stored) -> Response:
    if stored is not Stored.NEW:
        visit.files(AREA).forget(picture)
    if stored is Stored.CONFLICT:
        again = replace(sheet, client_id=uuid4())
        return _form(visit, context | {"sent_before": True}, again, status=409)
    return visit.redirect("idea_thanks", code=receipt_code(sheet.client_id))


def idea_thanks(visit: Visit) -> Response:
    """The receipt code, and what happens next."""
    code = visit.query.get("code", "")
    if receipt_key(code) is None:
        return visit.redirect("follow_up")
    return visit.render("ideas/thanks.html", code=code)


def read_idea(visit: Visit, idea: UUID) -> Response:
    """One idea with its steps and the number of its endorsements as it is now."""
    return _idea_page(visit, public_idea(visit.db, visit.place.id, idea))


def _idea_page(visit: Visit, found: Idea, status: int = 200, **more: Any) -> Response:
    return visit.render(
        "ideas/idea.html",
        status=status,
        idea=found,
        place=places_of(visit.db, [found], visit.language.tag)[found.id],
        steps=steps_of(visit.db, found.id),
        stage_names=STAGE_NAMES,
        picture=pictures_of(visit.db, [found.id]).get(found.id),
        **spot_on_map(visit, spots_of(visit.db, [found.id]).get(found.id)),
        promise=promise_of(visit.db, found, visit.today),
        kin=(kin := kinship(visit.db, found)),
        others=sum(one.supports for one in kin.ancestors),
        is_open=_is_open(visit, found) and kin.into is None,
        endorsed=visit.query.get("gezaehlt", ""),
        takes_codes=has_codes(visit.db, found.phase_id),
        minted=uuid4(),
        **more,
    )


def endorse_idea(visit: Visit, idea: UUID) -> Response | Deliver:
    """Say that an idea is good: once for each device (with JavaScript) or page that was opened, or once for a code."""
    found = public_idea(visit.db, visit.place.id, idea)
    if not _is_open(visit, found) or kinship(visit.db, found).into is not None:
        raise NotNow("Ideas cannot be supported at the moment.")
    code = visit.form.text("code")
    letters = confirmed(visit.db, found.phase_id, code) if code else None
    if code and letters is None:
        return _idea_page(visit, found, 422, code=code, code_error=visit._(UNKNOWN_CODE))
    device = visit.form.client_id("device", "minted")
    own = verified_endorsement_id(letters, found.id) if letters else endorsement_id(device, found.id)
    answer = visit.redirect("read_idea", idea=found.id, gezaehlt="code" if letters else 1, anchor="support")
    return Deliver(endorsement_of(own, found.id, visit.now, is_verified=bool(letters)), lambda _stored: answer)


def _is_open(visit: Visit, idea: Idea) -> bool:
    phases = open_idea_rounds(visit.db, visit.place.id, visit.now)
    return any(phase.strategy_id == idea.strategy_id for phase in phases)


def _form_context(visit: Visit) -> dict[str, Any]:
    phases = open_idea_rounds(visit.db, visit.place.id, visit.now)
    return {
        "choices": choices(visit.db, phases, visit.language.tag),
        "asks_earlier": asks_for_earlier(visit.site, [phase.phase_id for phase in phases]),
        "sent_before": False,
    }


def _form(
    visit: Visit, context: dict[str, Any], sheet: IdeaSheet, status: int, found: Mapping[str, str] = {}
) -> Response:
    errors = dict(found)
    if status == 422:  # noqa: PLR2004 - only what was checked has problems
        errors |= {field: visit._(message, **values) for field, message, values in sheet.problems}
        if belonging_of(context["choices"], sheet.place) is None:
            errors["place"] = visit._("Please choose one of the fields.")
    return visit.render(
        "ideas/new.html",
        status=status,
        sheet=sheet,
        errors=errors,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
        longest_name=LONGEST_NAME,
        longest_spot=LONGEST_SPOT,
        longest_description=LONGEST_DESCRIPTION,
        most_megabytes=MOST_MEGABYTES,
        map=map_of(visit),
        **context,
    )
