"""The pages where editors write a strategy."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.web.pages import Link, page
from participation.writing import (
    element_views,
    history_views,
    link_views,
    media_views,
    overview_views,
    paragraph_views,
    structure_views,
)
from participation.writing.media import TAKES

_EDITORS = staff(Role.EDITOR)
_STRATEGY = "/verwaltung/texte/{strategy}"
_ELEMENT = f"{_STRATEGY}/teile/{{element}}"
_BLOCK = f"{_ELEMENT}/absaetze/{{block}}"

_STRUCTURE = (
    page(f"{_STRATEGY}/neu", structure_views.new_element, only=_EDITORS),
    page(f"{_STRATEGY}/neu", structure_views.add_element, only=_EDITORS, method="POST"),
    page(f"{_STRATEGY}/zurueck", structure_views.undo_structure, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/gliederung", structure_views.edit_structure, only=_EDITORS),
    page(f"{_ELEMENT}/verschieben", structure_views.move_element, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/benennen", structure_views.rename_element, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/teilen", structure_views.split_element, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/verbinden", structure_views.merge_element, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/herausnehmen", structure_views.take_out_element, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/zurueckholen", structure_views.put_back_element, only=_EDITORS, method="POST"),
    page(f"{_BLOCK}/schieben", paragraph_views.move_text, only=_EDITORS, method="POST"),
    page(f"{_BLOCK}/schneiden", paragraph_views.show_cuts, only=_EDITORS),
    page(f"{_BLOCK}/schneiden", paragraph_views.cut_text, only=_EDITORS, method="POST"),
    page(f"{_BLOCK}/anfuegen", paragraph_views.join_text, only=_EDITORS, method="POST"),
)
_MEDIA = (
    page(f"{_BLOCK}/medien", media_views.block_media, only=_EDITORS),
    page(f"{_BLOCK}/medien", media_views.add_block_medium, only=_EDITORS, method="POST", takes=TAKES, in_parts=True),
    page(f"{_BLOCK}/medien/{{medium:uuid}}/weg", media_views.remove_block_medium, only=_EDITORS, method="POST"),
    page(f"{_STRATEGY}/medien/{{medium:uuid}}", media_views.draft_medium, only=_EDITORS),
)
PAGES = (
    page("/verwaltung/texte/", overview_views.written_strategies, only=_EDITORS),
    page(f"{_STRATEGY}/", overview_views.written_strategy, only=_EDITORS),
    page(f"{_STRATEGY}/stand", overview_views.move_draft, only=_EDITORS, method="POST"),
    page(f"{_STRATEGY}/aenderungen", overview_views.draft_changes, only=_EDITORS),
    page(f"{_STRATEGY}/nummern", overview_views.propose_numbers, only=_EDITORS),
    page(f"{_STRATEGY}/nummern", overview_views.renumber_strategy, only=_EDITORS, method="POST"),
    *_STRUCTURE,
    *_MEDIA,
    page(_ELEMENT, element_views.write_element, only=_EDITORS),
    page(f"{_ELEMENT}/absaetze/neu", element_views.add_paragraph_text, only=_EDITORS, method="POST"),
    page(_BLOCK, element_views.save_block, only=_EDITORS, method="POST"),
    page(f"{_BLOCK}/verlauf", history_views.block_history, only=_EDITORS),
    page(f"{_BLOCK}/verlauf", history_views.restore_wording, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/verbindungen", link_views.add_link, only=_EDITORS, method="POST"),
    page(f"{_ELEMENT}/verbindungen/{{link:uuid}}/weg", link_views.remove_link, only=_EDITORS, method="POST"),
)
STAFF_LINKS = (Link("Strategy texts", "written_strategies", 55, _EDITORS),)
