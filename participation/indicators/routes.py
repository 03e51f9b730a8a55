"""The pages of indicators and products."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.indicators import report_views, views
from participation.indicators.rounds import views as round_views
from participation.indicators.staff import comment_views, import_views, product_views
from participation.indicators.staff import views as staff_views
from participation.web.pages import Link, everyone, page

_EDITORS = staff(Role.EDITOR)
_DESK = "/verwaltung/kennzahlen"
_ONE = f"{_DESK}/kennzahl/{{indicator}}"
_PRODUCTS = f"{_DESK}/produkte"
_PRODUCT = f"{_PRODUCTS}/{{product:uuid}}"
_COMMENTS = f"{_DESK}/bericht/{{strategy}}/{{year:int}}/"
_COMMENT = f"{_COMMENTS}{{element}}"
_ROUNDS = "/verwaltung/berichtsrunden/"
_ROUND = f"{_ROUNDS}{{round:uuid}}"
_READ_IN = f"{_DESK}/einlesen/{{what}}"

PAGES = (
    page("/kennzahlen/", views.indicators, only=everyone, cached=True),
    page("/kennzahlen/daten/werte.csv", views.indicators_csv, only=everyone, cached=True),
    page("/kennzahlen/bericht/{strategy}/{year:int}", report_views.progress_report, only=everyone, cached=True),
    page("/kennzahlen/bericht/{strategy}/{year:int}.pdf", report_views.progress_pdf, only=everyone),
    page("/kennzahlen/{indicator}", views.read_indicator, only=everyone, name="indicator", cached=True),
    page("/kennzahlen/{indicator}/werte.csv", views.indicator_csv, only=everyone, cached=True),
    page(f"{_DESK}/", staff_views.indicator_desk, only=_EDITORS),
    page(f"{_DESK}/neu", staff_views.new_indicator, only=_EDITORS),
    page(f"{_DESK}/neu", staff_views.add_new_indicator, only=_EDITORS, method="POST"),
    page(_ONE, staff_views.staff_indicator, only=_EDITORS),
    page(f"{_ONE}/bearbeiten", staff_views.edit_indicator, only=_EDITORS),
    page(f"{_ONE}/bearbeiten", staff_views.save_indicator, only=_EDITORS, method="POST"),
    page(f"{_ONE}/werte", staff_views.record_reading, only=_EDITORS, method="POST"),
    page(f"{_ONE}/werte/{{reading:uuid}}/weg", staff_views.take_reading_out, only=_EDITORS, method="POST"),
    page(f"{_ONE}/ziele", staff_views.change_links, only=_EDITORS, method="POST"),
    page(_ROUNDS, round_views.reporting_rounds, only=_EDITORS),
    page(_ROUNDS, round_views.begin_round, only=_EDITORS, method="POST"),
    page(_ROUND, round_views.reporting_round, only=_EDITORS),
    page(f"{_ROUND}/fachdienst/{{department:uuid}}", round_views.round_department, only=_EDITORS),
    page(f"{_ROUND}/fragen", round_views.ask_departments, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/freigeben", round_views.release_report, only=staff(Role.ADMIN), method="POST"),
    page(_COMMENTS, comment_views.goal_comments, only=_EDITORS),
    page(_COMMENT, comment_views.edit_goal_comment, only=_EDITORS),
    page(_COMMENT, comment_views.save_goal_comment, only=_EDITORS, method="POST"),
    page(_READ_IN, import_views.choose_table, only=_EDITORS),
    page(
        _READ_IN, import_views.check_table, only=_EDITORS, method="POST", in_parts=True, takes=import_views.TAKEN_BYTES
    ),
    page(f"{_READ_IN}/vorlage.csv", import_views.table_template, only=_EDITORS),
    page(f"{_PRODUCTS}/", product_views.products, only=_EDITORS),
    page(f"{_PRODUCTS}/luecken", product_views.product_gaps, only=_EDITORS),
    page(f"{_PRODUCTS}/neu", product_views.new_product, only=_EDITORS),
    page(f"{_PRODUCTS}/neu", product_views.add_new_product, only=_EDITORS, method="POST"),
    page(_PRODUCT, product_views.edit_product, only=_EDITORS),
    page(_PRODUCT, product_views.save_product, only=_EDITORS, method="POST"),
    page(f"{_PRODUCT}/ziele", product_views.change_product_goals, only=_EDITORS, method="POST"),
)
NAVIGATION = (Link("Indicators", "indicators", 35),)
STAFF_LINKS = (Link("Indicators", "indicator_desk", 62, _EDITORS),)
