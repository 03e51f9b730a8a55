"""What somebody does to sign in and out."""

from __future__ import annotations

from sqlmodel import col, select
from starlette.responses import Response

from participation.accounts.actions import normal_email
from participation.accounts.models import Account, RoleGrant
from participation.accounts.oidc.providers import Purpose, providers_for
from participation.accounts.queries import LONGEST
from participation.accounts.sessions import close_session, issue_link, open_session, use_link
from participation.core.errors import Invalid, NotFound
from participation.core.mail import post
from participation.web.visit import Visit

COOKIE = "s"


def sign_in(visit: Visit) -> Response:
    """The sign-in page: an address to send a link to, in the demo a button per role."""
    return _sign_in_page(visit)


def request_link(visit: Visit) -> Response:
    """Send a one-time link; known and unknown addresses get the same answer."""
    try:
        email = normal_email(visit.form.text("email"))
    except Invalid as problem:
        return _sign_in_page(visit, error=visit.told(problem), status=422)
    # Who signs in at a provider is known by that alone: an address that it named opens nothing.
    known = (Account.email == email, col(Account.disabled_at).is_(None), col(Account.identity).is_(None))
    account = visit.db.exec(select(Account).where(*known)).first()
    if account and (token := issue_link(visit.db, account)):
        path = visit.url("confirm_sign_in", token=token, weiter=visit.form.text("weiter") or None)
        link = visit.settings.public_origin + path
        text = visit.site.rendering.render_text(visit.language, "accounts/link.txt", name=account.name, link=link)
        post(visit.db, account.email, visit._("Your sign-in link"), text)
    return visit.render("accounts/link_sent.html")


def sign_in_as_demo(visit: Visit) -> Response:
    """In the demo: sign in as one of the demo people without a mail."""
    chosen = select(Account).where(Account.email == visit.form.text("email"), col(Account.is_demo).is_(True))
    account = visit.db.exec(chosen).first()
    if not visit.settings.demo or account is None:
        raise NotFound("There is no such page.")
    _start(visit, open_session(visit.db, account))
    return visit.redirect_to(visit.form.text("weiter") or visit.url("staff_entry"))


def confirm_sign_in(visit: Visit, token: str) -> Response:
    """The page behind the link: a button, so that a mail scanner does not use the link up."""
    return visit.render("accounts/confirm.html", token=token, back=visit.query.get("weiter", ""))


def complete_sign_in(visit: Visit, token: str) -> Response:
    """Use the link up."""
    _start(visit, use_link(visit.db, token))
    return visit.redirect_to(visit.form.text("weiter") or visit.url("staff_entry"))


def sign_out(visit: Visit) -> Response:
    """End the session and forget the cookie."""
    provider = close_session(visit.db, visit.session_token) if visit.session_token else None
    visit.cookies.append((COOKIE, "", 0))
    return visit.redirect("sign_in", abgemeldet=provider)


def staff_entry(visit: Visit) -> Response:
    """From the general staff address to the region that the person works in; who works in several chooses."""
    granted = {region_id for _role, region_id, _field in (visit.person.roles if visit.person else ())}
    own = [place for place in visit.site.places.values() if place.id in granted or None in granted]
    if not own:
        raise NotFound("You have no role in any region. Please ask the administrators.")
    if len(own) == 1:
        return visit.redirect("staff_home", region=own[0].slug)
    return visit.render("accounts/regions.html", places=own)


def _start(visit: Visit, token: str) -> None:
    visit.cookies.append((COOKIE, token, int(LONGEST.total_seconds())))


def _sign_in_page(visit: Visit, error: str | None = None, status: int = 200) -> Response:
    people = []
    if visit.settings.demo:
        rows = visit.db.exec(
            select(Account, RoleGrant)
            .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
            .where(col(Account.is_demo).is_(True), col(Account.disabled_at).is_(None))
            .order_by(col(Account.email))
            .limit(50)
        )
        people = [(account, grant.role) for account, grant in rows]
    return visit.render(
        "accounts/sign_in.html",
        status=status,
        people=people,
        providers=providers_for(visit.site, Purpose.STAFF),
        left=visit.query.get("abgemeldet", ""),
        error=error,
        email=visit.form.text("email"),
        back=visit.query.get("weiter") or visit.form.text("weiter"),
    )
