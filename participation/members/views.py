"""What registered people do: come in, see their contributions, follow fields, leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from starlette.responses import Response

from participation.accounts.actions import normal_email
from participation.accounts.oidc.providers import Purpose, providers_for
from participation.core.errors import Invalid, NotFound
from participation.core.identifiers import receipt_key
from participation.core.mail import post
from participation.members.actions import drop_receipt, follow, keep_receipt, leave, set_mail, unfollow
from participation.members.lists import followed_fields, kept_page
from participation.members.models import KeptReceipt, Member
from participation.members.sessions import COOKIE, LASTS, close_session, issue_link, use_link
from participation.members.sign_in import known_as
from participation.strategy.queries import element_by_key, strategy_by_slug
from participation.threads.labels import REASON_NAMES, STATE_NAMES
from participation.threads.models import ContributionState
from participation.threads.moderation import Moderated
from participation.trace.notices.digests import known_of
from participation.trace.views import Tracing
from participation.web.visit import Visit, page_number

_LONGEST_PATH = 300  # of the page to go back to: it stands in the mail


def join(visit: Visit) -> Response:
    """The page for strangers: what registering is good for, and the form for an address."""
    return _join_page(visit, back=visit.query.get("weiter", ""))


def send_link(visit: Visit) -> Response:
    """Send a link to the address; the answer is the same whether somebody has registered with it or not."""
    typed, back = visit.form.text("email"), visit.form.text("weiter")[:_LONGEST_PATH]
    try:
        email = normal_email(typed)
    except Invalid as problem:
        error = visit.told(problem)
        return _join_page(visit, status=422, email=typed, error=error, back=back)
    if token := issue_link(visit.db, email):
        link = visit.settings.public_origin + visit.url("enter", token=token, weiter=back or None)
        text = visit.site.rendering.render_text(visit.language, "members/link.txt", link=link)
        post(visit.db, email, visit._("Your sign-in link"), text)
    return visit.render("members/link_sent.html", email=email)


def _join_page(visit: Visit, *, back: str, email: str = "", error: str = "", status: int = 200) -> Response:
    providers = providers_for(visit.site, Purpose.MEMBERS)
    return visit.render("members/join.html", status=status, email=email, error=error, back=back, providers=providers)


def enter(visit: Visit, token: str) -> Response:
    """The page behind the link: a button, so that a mail scanner does not use the link up."""
    return visit.render("members/enter.html", token=token, back=visit.query.get("weiter", ""))


def come_in(visit: Visit, token: str) -> Response:
    """Use the link up; somebody new is registered by it."""
    session_token = use_link(visit.db, token, visit.language.tag, visit.url("own_area"))
    visit.cookies.append((COOKIE, session_token, int(LASTS.total_seconds())))
    return visit.redirect_to(visit.form.text("weiter") or visit.url("own_area"))


def go_out(visit: Visit) -> Response:
    """Sign out on this device."""
    if token := visit.cookie(COOKIE):
        close_session(visit.db, token)
    visit.cookies.append((COOKIE, "", 0))
    return visit.redirect("join")


@dataclass(frozen=True)
class OwnArea:
    """The pages of a member, over everything that the areas declare."""

    tracing: Tracing
    kinds: Sequence[Moderated]

    def show(self, visit: Visit) -> Response:
        """The member's contributions and fields."""
        return self._page(visit)

    def keep(self, visit: Visit) -> Response:
        """Put the contribution of a receipt code on the list."""
        code = visit.form.text("code")
        key, answer = receipt_key(code), self.tracing.found(visit.db, code, visit.language.tag)
        if key is None or answer is None:
            return self._page(visit, code=code, status=422)
        keep_receipt(visit.db, _member_id(visit), key, known_of(*answer), visit.now)
        return visit.redirect("own_area", anchor="contributions")

    def look(self, visit: Visit, entry: UUID) -> Response:
        """One contribution of the list, as its author sees it."""
        return self._entry(visit, entry)

    def act(self, visit: Visit, entry: UUID) -> Response:
        """Take a contribution off the list, or take it back altogether."""
        kept = self._kept(visit, entry)
        if visit.form.text("act") == "withdraw":
            for withdraw in self.tracing.withdrawals:
                withdraw(visit.db, kept.receipt_key)
            visit.db.flush()
            return self._entry(visit, entry)
        drop_receipt(visit.db, _member_id(visit), entry)
        return visit.redirect("own_area", anchor="contributions")

    def ask_to_leave(self, visit: Visit) -> Response:
        """What will be deleted."""
        return visit.render("members/leave.html", member=_member(visit))

    def leave(self, visit: Visit) -> Response:
        """Delete everything about the member."""
        everything = visit.form.text("contributions") == "withdraw"
        leave(visit.db, _member_id(visit), self.tracing.withdrawals, with_contributions=everything)
        visit.cookies.append((COOKIE, "", 0))
        return visit.render("members/left.html", with_contributions=everything)

    def _kept(self, visit: Visit, entry: UUID) -> KeptReceipt:
        kept = visit.db.get(KeptReceipt, entry)
        if kept is None or kept.member_id != _member_id(visit):
            raise NotFound("There is no such contribution on your list.")
        return kept

    def _entry(self, visit: Visit, entry: UUID) -> Response:
        kept = self._kept(visit, entry)
        answer = self.tracing.of(visit.db, kept.receipt_key, visit.language.tag)
        if answer is None:
            raise NotFound("There is no such contribution on your list.")
        contribution, effects = answer
        places = {place.id: place.slug for place in visit.site.places.values()}
        may_go = contribution.can_be_withdrawn and contribution.state is not ContributionState.WITHDRAWN
        return visit.render(
            "members/entry.html",
            entry=entry,
            contribution=replace(contribution, correction=None),
            effects=effects,
            region=places.get(contribution.region_id),
            may_be_withdrawn=may_go,
            state_names=STATE_NAMES,
            reason_names=REASON_NAMES,
        )

    def _page(self, visit: Visit, code: str = "", status: int = 200) -> Response:
        member, number = _member(visit), page_number(visit.query)
        kept, more = kept_page(visit.db, self.kinds, member.id, number, visit.language.tag)
        places = {place.id: place.slug for place in visit.site.places.values()}
        return visit.render(
            "members/own_area.html",
            status=status,
            member=member,
            known_as=known_as(visit, member),
            kept=kept,
            state_names=STATE_NAMES,
            fields=followed_fields(visit.db, member.id, visit.language.tag),
            regions=places,
            code=code,
            **visit.pages("own_area", number, more),
        )


def ask_to_follow(visit: Visit, strategy: str, element: str) -> Response:
    """The page that a field's page leads to: one button."""
    found = element_by_key(visit.db, strategy_by_slug(visit.db, visit.place, strategy), element)
    followed = {one.element_id for one in followed_fields(visit.db, _member_id(visit), visit.language.tag)}
    return visit.render("members/follow.html", strategy=strategy, element=element, is_followed=found.id in followed)


def follow_field(visit: Visit, strategy: str, element: str) -> Response:
    """Follow the field, or no longer."""
    found = element_by_key(visit.db, strategy_by_slug(visit.db, visit.place, strategy), element)
    if visit.form.text("act") == "end":
        unfollow(visit.db, _member_id(visit), found.id)
    else:
        follow(visit.db, _member_id(visit), found.id, visit.now)
    return visit.redirect("own_area", anchor="fields")


def choose_mail(visit: Visit) -> Response:
    """Mails, or none; who came by a provider has no address for them."""
    has_address = _member(visit).identity is None
    set_mail(visit.db, _member_id(visit), wants_mail=has_address and visit.form.text("mail") == "yes")
    return visit.redirect("own_area", anchor="mails")


def _member_id(visit: Visit) -> UUID:
    if visit.person is None:
        raise NotFound("There is no such page.")
    return visit.person.id


def _member(visit: Visit) -> Member:
    return visit.db.get_one(Member, _member_id(visit))
