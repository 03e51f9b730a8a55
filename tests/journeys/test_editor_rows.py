"""The editor's rows in a browser: what is typed and pressed while the server rearranges them is not lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.journeys import acts
from tests.served import Server

FORM = f"/de/verwaltung/umfragen/{acts.SURVEY}/fragebogen/seiten/1/neu?art=multiple"


@pytest.fixture
def form(chromium: Browser, demo: Server) -> Iterator[Page]:
    """The form of a new multiple choice with three options."""
    context = chromium.new_context(base_url=demo.address)
    context.set_default_timeout(15_000)
    context.request.post("/de/verwaltung/anmelden/demo", form={"email": "admin@demo.example"})
    page = context.new_page()
    page.goto(FORM)
    page.locator("button[value='more:option']").click()
    for number, text in enumerate(("Bus", "Bahn", "Rad"), start=1):
        page.locator(f"[name='option-{number}-de']").fill(text)
    yield page
    context.close()


@pytest.mark.journey
def test_ticks_words_and_presses_during_a_request_reach_the_rows_they_were_meant_for(form: Page) -> None:
    held: list[Route] = []
    posts: list[str] = []
    dialogs: list[str] = []

    def asked(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    form.on("dialog", asked)
    form.on("request", lambda request: posts.append(request.method))
    form.route("**/neu*", lambda route: held.append(route) if not held else route.continue_())
    with form.expect_request("**/neu*"):
        form.locator("#do-drop-option-1").click()
    form.locator("#do-drop-option-3").click()
    form.locator("[name='option-2-exclusive']").check(force=True)
    form.locator("[name='option-2-de']").fill("Bahn und Fähre")
    held[0].continue_()
    expect(form.locator("[name='option-1-de']")).to_have_value("Bahn und Fähre")
    expect(form.locator("[name='option-1-exclusive']")).to_be_checked()
    expect(form.locator("[name='option-2-de']")).to_have_value("")
    expect(form.get_by_text("Rad", exact=True)).to_have_count(0)
    assert (posts.count("POST"), dialogs) == (2, [])
