"""Staff sign in at a provider: groups become roles, nothing that is forged or used before opens anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from participation.accounts.models import Account, Role, RoleGrant, SignInSession
from participation.core.clock import now, standing_at
from participation.core.jobs import JobRow
from participation.core.mail import post
from tests.browser import Browser
from tests.cast import a_region, an_account, signed_in
from tests.provider import NAME, RunningProvider

pytestmark = pytest.mark.parametrize("database_url", ["file"], indirect=True)  # what differs has its own tests
BEGIN = f"/de/anmelden/{NAME}"
LOGGED_OUT = f"{BEGIN}/abgemeldet"
DESK = "/de/verwaltung/"


@pytest.fixture
def office(browser: Browser, provider: RunningProvider) -> Browser:
    """A county whose staff sign in at a provider."""
    provider.lies()
    provider.person("kim", name="Kim Demo", email="kim@demo.example", groups=["redaktion"])
    provider.person("fremd", name="Fremd Demo", groups=["kantine"])
    browser.site.settings = replace(browser.site.settings, oidc=(provider.settings("staff"),))
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    return browser


def begin(office: Browser, **query: str) -> str:
    """The address of the provider to which the browser is sent."""
    suffix = "".join(f"&{name}={value}" for name, value in query.items())
    answer = office.get(f"{BEGIN}?zweck=staff{suffix}")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def sign_in(office: Browser, provider: RunningProvider, sub: str = "kim", **changed: str) -> Any:
    return office.get(provider.answer(begin(office), sub, **changed))


def accounts(office: Browser) -> list[Account]:
    with office.site.database.reading() as session:
        return list(session.exec(select(Account)).all())


def roles(office: Browser) -> set[Role]:
    with office.site.database.reading() as session:
        return {grant.role for grant in session.exec(select(RoleGrant)).all()}


def sessions(office: Browser) -> int:
    with office.site.database.reading() as session:
        return len(session.exec(select(SignInSession)).all())


def test_somebody_of_a_mapped_group_signs_in_and_has_its_role(office: Browser, provider: RunningProvider) -> None:
    assert f'href="{BEGIN}?zweck=staff"' in office.get("/de/verwaltung/anmelden").text
    answer = sign_in(office, provider)
    assert (answer.status_code, answer.headers["location"]) == (303, DESK)
    (account,) = accounts(office)
    assert (account.name, account.email, account.provider) == ("Kim Demo", "kim@demo.example", NAME)
    assert roles(office) == {Role.EDITOR}
    assert office.get(DESK, follow=True).status_code == 200
    assert "o" not in office.cookies


def test_roles_follow_the_groups_at_each_sign_in_and_end_with_them(office: Browser, provider: RunningProvider) -> None:
    provider.person("lou", name="Lou Demo", groups=["redaktion", "it", "boerde"])
    assert sign_in(office, provider, "lou").status_code == 303
    assert roles(office) == {Role.EDITOR, Role.ADMIN}
    provider.person("lou", name="Lou Demo", groups=["it"])
    assert sign_in(office, provider, "lou").status_code == 303
    assert roles(office) == {Role.ADMIN}
    provider.person("lou", name="Lou Demo", groups=[])
    assert sign_in(office, provider, "lou").status_code == 403
    assert (roles(office), sessions(office), len(accounts(office))) == (set(), 0, 1)


def test_who_has_no_mapped_group_reads_a_calm_sentence_and_gets_no_account(
    office: Browser, provider: RunningProvider
) -> None:
    page = sign_in(office, provider, "fremd")
    assert page.status_code == 403
    assert "keine Ihrer Gruppen hat hier eine Aufgabe" in page.text
    assert accounts(office) == []


def test_an_address_opens_nothing_that_belongs_to_somebody_else(office: Browser, provider: RunningProvider) -> None:
    with office.site.database.writing() as session:
        local = an_account(session, Role.ADMIN)
        local.email = "kim@demo.example"
    sign_in(office, provider)
    by_identity = {account.identity is not None: account for account in accounts(office)}
    assert by_identity[True].email.endswith("@kreis.invalid")
    with office.site.database.writing() as session:
        post(session, by_identity[True].email, "Betreff", "Text")
        assert session.exec(select(JobRow)).all() == []
    assert by_identity[True].id != local.id
    office.cookies.clear()
    office.post("/de/verwaltung/anmelden", {"email": by_identity[True].email})
    signed_in(office, Role.ADMIN)
    refused = office.post("/de/verwaltung/personen/", {"email": by_identity[True].email, "role": "admin"})
    assert refused.status_code == 422
    with office.site.database.reading() as session:
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == by_identity[True].id)).all()
    assert [grant.role for grant in held] == [Role.EDITOR]


def test_a_closed_account_stays_closed(office: Browser, provider: RunningProvider) -> None:
    sign_in(office, provider)
    with office.site.database.writing() as session:
        account = session.exec(select(Account)).one()
        account.disabled_at = now()
        session.add(account)
    assert sign_in(office, provider).status_code == 403


def test_the_answer_counts_once_and_only_in_the_browser_that_began(office: Browser, provider: RunningProvider) -> None:
    back = provider.answer(begin(office), "kim")
    cookie = office.cookies["o"]
    office.cookies.clear()
    assert office.get(back).status_code == 400
    office.cookies.set("o", cookie)
    assert office.get(back).status_code == 303
    office.cookies.clear()
    office.cookies.set("o", cookie)
    again = office.get(back)
    assert again.status_code == 400
    assert "schon benutzt" in again.text
    office.cookies.set("o", cookie)
    fresh = office.get(provider.answer(_address_of(cookie, provider), "kim"))
    assert fresh.status_code == 400
    assert sessions(office) == 1


def _address_of(cookie: str, provider: RunningProvider) -> str:
    """The provider's address for a journey that was made before, as an attacker with the cookie could build it."""
    from urllib.parse import urlencode  # noqa: PLC0415

    from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

    from participation.accounts.oidc.journeys import Journey  # noqa: PLC0415

    journey = Journey.unpacked(cookie)
    assert journey
    query = {
        "client_id": "beteiligung",
        "response_type": "code",
        "scope": "openid profile email",
        "redirect_uri": f"http://testserver{BEGIN}/rueckkehr",
        "state": journey.state,
        "nonce": journey.nonce,
        "code_challenge": create_s256_code_challenge(journey.verifier),
        "code_challenge_method": "S256",
    }
    return f"{provider.issuer}/oauth2/authorize?{urlencode(query)}"


def test_a_state_or_nonce_of_somebody_else_opens_nothing(office: Browser, provider: RunningProvider) -> None:
    assert sign_in(office, provider, state="fremd").status_code == 400
    assert sign_in(office, provider, nonce="fremd").status_code == 502
    back = provider.answer(begin(office), "kim")
    assert office.get(f"{back}&iss=https://boese.example").status_code == 502
    for cookie in ("", "unsinn", "e30=", "bnVsbA==", "W10=", "W1tb" * 400):
        office.cookies.clear()
        office.cookies.set("o", cookie)
        assert office.get(back).status_code == 400
    assert accounts(office) == []


def test_a_token_of_another_issuer_is_not_believed(office: Browser, provider: RunningProvider) -> None:
    provider.lies(host="boese.example")
    page = sign_in(office, provider)
    assert page.status_code == 502
    assert "konnte nicht geprüft werden" in page.text
    assert accounts(office) == []


def test_a_provider_that_calls_itself_otherwise_is_never_asked_for_a_token(
    office: Browser, provider: RunningProvider
) -> None:
    other = provider.issuer.replace("127.0.0.1", "localhost")
    office.site.settings = replace(office.site.settings, oidc=(provider.settings("staff", issuer=f"{other}/"),))
    page = office.get(f"{BEGIN}?zweck=staff")
    assert page.status_code == 503
    assert "antwortet nicht" in page.text


def test_a_provider_that_is_away_denies_or_has_another_time_is_told_calmly(
    office: Browser, provider: RunningProvider
) -> None:
    denied = office.get(provider.answer(begin(office), action="deny"))
    assert denied.status_code == 403
    assert "Sie haben sich nicht angemeldet" in denied.text
    with standing_at(now() - timedelta(hours=2)):
        late = sign_in(office, provider)
    assert late.status_code == 502
    assert "Uhren" in late.text
    address = begin(office)
    with standing_at(now() + timedelta(minutes=11)):
        assert office.get(provider.answer(address, "kim")).status_code == 400
    gone = replace(office.site.settings, oidc=(provider.settings("staff", issuer="http://127.0.0.1:9"),))
    office.site.settings = gone
    office.site._lasting.clear()
    assert office.get(f"{BEGIN}?zweck=staff").status_code == 503


def test_signing_in_leads_nowhere_outside_and_back_to_where_one_was(office: Browser, provider: RunningProvider) -> None:
    for back, leads_to in (("//boese.example/", "/"), ("https://boese.example/", "/"), ("/de/verwaltung/", DESK)):
        answer = office.get(provider.answer(begin(office, weiter=back), "kim"))
        assert answer.headers["location"] == leads_to


def test_only_what_the_settings_allow_can_be_begun(office: Browser) -> None:
    for path in (f"{BEGIN}?zweck=members", f"{BEGIN}?zweck=unsinn", BEGIN, "/de/anmelden/anderer?zweck=staff"):
        assert office.get(path).status_code == 404


def test_signing_out_here_offers_to_sign_out_there(office: Browser, provider: RunningProvider) -> None:
    sign_in(office, provider)
    left = office.post("/de/verwaltung/abmelden")
    page = office.get(left.headers["location"])
    assert "Dort auch abmelden" in page.text
    answer = office.get(f"{BEGIN}/abmelden")
    assert answer.headers["location"].startswith(f"{provider.issuer}/oauth2/end_session?client_id=beteiligung&post_")
    assert sessions(office) == 0


def test_the_provider_signs_somebody_out(office: Browser, provider: RunningProvider) -> None:
    sign_in(office, provider)
    office.cookies.clear()
    token = provider.logout_token(sub="kim")
    answer = office.post(LOGGED_OUT, {"logout_token": token}, headers={"sec-fetch-site": ""})
    assert (answer.status_code, answer.headers["cache-control"], sessions(office)) == (200, "no-store", 0)
    sign_in(office, provider)
    office.cookies.clear()
    assert office.post(LOGGED_OUT, {"logout_token": token}).status_code == 400
    assert office.post(LOGGED_OUT, {"logout_token": provider.logout_token(sub="fremd")}).status_code == 200
    assert sessions(office) == 1


def test_a_forged_logout_signs_nobody_out(office: Browser, provider: RunningProvider) -> None:
    sign_in(office, provider)
    office.cookies.clear()
    moment = int(now().timestamp())
    good = provider.logout_token(sub="kim")
    forged = (
        provider.logout_token(sub="kim", iss="https://boese.example"),
        provider.logout_token(sub="kim", aud="andere"),
        provider.logout_token(sub="kim", events={}),
        provider.logout_token(sub="kim", events=None),
        provider.logout_token(sub="kim", nonce="ein-id-token"),
        provider.logout_token(sub="kim", iat=moment - 3600),
        provider.logout_token(sub="kim", iat=moment + 3600),
        provider.logout_token(sub="kim", exp=moment - 600),
        provider.logout_token(sub="kim", iat=None),
        provider.logout_token(sub="kim", jti=None),
        provider.logout_token(),
        good[:-8] + "AAAAAAAA",
        "eyJhbGciOiJub25lIn0." + good.split(".")[1] + ".",
        "",
        "unsinn",
    )
    statuses = [office.post(LOGGED_OUT, {"logout_token": token}).status_code for token in forged]
    assert statuses == [400] * len(forged)
    assert sessions(office) == 1


def test_groups_may_lie_inside_other_claims(office: Browser, provider: RunningProvider) -> None:
    office.site.settings = replace(
        office.site.settings, oidc=(provider.settings("staff", groups_claim="realm_access.roles"),)
    )
    provider.person("kim", name="Kim Demo", groups=["it"], realm_access={"roles": ["redaktion"]})
    assert sign_in(office, provider).status_code == 303
    assert roles(office) == {Role.EDITOR}
