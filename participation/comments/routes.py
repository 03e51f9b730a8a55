"""The pages of comments."""

from __future__ import annotations

from participation.brakes.guards import braked
from participation.brakes.tolls import Occasion
from participation.comments import lists, one, views
from participation.web.pages import Link, everyone, page

_ONE = "/kommentare/{comment:uuid}"
PAGES = (
    page("/kommentare/", lists.comments, only=everyone, cached=True),
    page("/kommentare/feed", lists.comment_feed, only=everyone, cached=True),
    page("/kommentare/neu", views.new_comment, only=everyone),
    page("/kommentare/neu", braked(views.send_comment, has_trap=True), only=everyone, method="POST"),
    page("/kommentare/danke", views.comment_thanks, only=everyone),
    page("/kommentare/zu/{thread:uuid}", lists.thread_comments, only=everyone, cached=True),
    page(_ONE, one.read_comment, only=everyone),
    page(f"{_ONE}/antworten", braked(one.reply_to_comment, has_trap=True), only=everyone, method="POST"),
    page(f"{_ONE}/unterstuetzen", braked(one.support_comment, Occasion.SUPPORT), only=everyone, method="POST"),
    page(f"{_ONE}/nicht-mehr-unterstuetzen", one.take_support_back, only=everyone, method="POST", writes=True),
)

NAVIGATION = (Link("Comments", "comments", 40),)
