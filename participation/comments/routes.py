"""The pages of comments."""

from __future__ import annotations

from participation.comments import lists, views
from participation.web.pages import Link, everyone, page

PAGES = (
    page("/kommentare/", lists.comments, only=everyone, cached=True),
    page("/kommentare/feed", lists.comment_feed, only=everyone, cached=True),
    page("/kommentare/neu", views.new_comment, only=everyone),
    page("/kommentare/neu", views.send_comment, only=everyone, method="POST"),
    page("/kommentare/danke", views.comment_thanks, only=everyone),
    page("/kommentare/{comment:uuid}", views.read_comment, only=everyone, cached=True),
)

NAVIGATION = (Link("Comments", "comments", 40),)
