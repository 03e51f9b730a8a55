"""Builders: a network that has sent a lot today, proofs and sums of the brake."""

from __future__ import annotations

import re
from html import unescape
from itertools import count
from typing import Any

from participation.brakes.challenges import zero_bits
from participation.brakes.daily_keys import keys_of
from participation.brakes.guesses import guesser_of
from participation.brakes.models import Rate
from participation.brakes.tolls import FREE, Occasion, network_key
from tests.browser import Browser

ADDRESS = "testclient"


def used_up(browser: Browser, occasion: Occasion, left: int = 0, address: str = ADDRESS) -> None:
    """All that is free today for a network was sent already, but for what is left."""
    keys = keys_of(browser.site)
    with browser.site.database.writing() as session:
        n = FREE[occasion] - left
        session.merge(Rate(key=network_key(keys, occasion, address), day=keys.day, n=n))


def has_guessed(browser: Browser) -> None:
    """A network has typed so many wrong codes that the next one is not free."""
    for _ in range(FREE[Occasion.GUESSING]):
        guesser_of(browser.site, ADDRESS).miss()


def solved(challenge: str, bits: int) -> str:
    """A proof, found as a browser finds it."""
    return next(proof for number in count() if zero_bits(proof := f"{challenge}:{number}") >= bits)


def sum_of(page: str) -> str:
    """The answer to the sum on a page."""
    words = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    one, other = re.findall(r"Wie viel ist (\w+) plus (\w+)\?", unescape(page))[0]
    return str(words.index(one) + words.index(other))


def kept(page: str) -> dict[str, Any]:
    """What waits in the page that asks for a calculation."""
    form = page[page.index('id="calculation"') :]
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in fields}
