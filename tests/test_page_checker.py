"""The page checker finds what it promises to find."""

import pytest

from tests.page_checker import check_page


def page(body: str, *, html: str = '<html lang="de">', heading: str = "<h1>Titel</h1>") -> str:
    return f"<!DOCTYPE html>{html}<head><title>T</title></head><body><main>{heading}{body}</main></body></html>"


def test_a_good_page_has_no_findings() -> None:
    body = """
      <h2 id="teil">Teil</h2>
      <p id="hilfe" lang="de-simple">Hilfe</p>
      <form action="/x" method="post">
        <label for="name">Name</label><input id="name" name="name" aria-describedby="hilfe">
        <label><input type="radio" name="a" value="1"> Ja</label>
        <fieldset><legend>Wahl</legend><input type="hidden" name="b"></fieldset>
        <button data-hx-post="/x"><span>Absenden</span></button>
      </form>
      <a href="#teil"><img src="/b.png" alt="Bild"></a>
      <svg aria-hidden="true"><path d="M0 0"/></svg>
      <svg role="img"><title>Balken</title></svg>"""

    assert check_page(page(body)) == []


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<p><div></p>", "Parse error"),
        ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<p id="a b"></p>', "has a space"),
        ('<label for="weg">Name</label>', "for='weg'"),
        ('<p aria-describedby="weg">x</p>', "aria-describedby='weg'"),
        ('<a href="#weg">x</a>', "leads nowhere"),
        ('<input name="a">', "no label"),
        ('<label for="a"></label><input id="a" name="a">', "no label"),
        ("<fieldset><p>x</p></fieldset>", "legend"),
        ('<p style="color:red">x</p>', "inline style"),
        ("<style>p{}</style>", "inline style"),
        ("<script>1</script>", "inline script"),
        ('<p onclick="x()">x</p>', "handler onclick"),
        ('<p data-hx-on:click="x()">x</p>', "handler data-hx-on"),
        ('<a href=" javascript:x()">x</a>', "script in href"),
        ("<h3>Zu tief</h3>", "skips a level"),
        ("<h1>Noch einer</h1>", "2 h1"),
        ("<h2></h2>", "empty heading"),
        ('<img src="/b.png">', "no alt"),
        ("<svg><path d='M0 0'/></svg>", "neither hidden nor a named picture"),
        ('<a href="/x"><span aria-hidden="true">x</span></a>', "link without text"),
        ("<button></button>", "button without text"),
        ("<main></main>", "2 main"),
        ('<p lang="leichte sprache">x</p>', "language tag"),
    ],
)
def test_a_fault_is_found(body: str, word: str) -> None:
    assert any(word in finding for finding in check_page(page(body))), check_page(page(body))


def test_a_page_without_language_or_first_heading_is_found() -> None:
    findings = check_page(page("", html="<html>", heading="<h2>Titel</h2>"))

    assert any("no lang" in finding for finding in findings)
    assert any("0 h1" in finding for finding in findings)
    assert any("skips a level" in finding for finding in findings)
