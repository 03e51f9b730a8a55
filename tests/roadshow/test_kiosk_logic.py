"""The modules on the tablet and the server's Python understand a questionnaire alike."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from participation.roadshow.kiosk.words import WORDS
from participation.web.folders import STATIC
from tests.roadshow.vectors import FILE, vectors, written

ORIGIN = "http://localhost:9"  # nobody listens: the browser is given the files themselves
SAID = (
    r'\b_\(\s*"([^"]+)"',
    r'Unusable\("([^"]+)"',
    r'^export const REQUIRED = "([^"]+)"',
    r'^  (?:full|denied): "([^"]+)"',
)
CHECK = """async (vectors) => {
  const [{ checkAnswers, askedOn }, { holds }, { piped }] =
    await Promise.all(["answers", "conditions", "piping"].map((name) => import(`/${name}.js`)));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const sorted = (value) => value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
  const wrong = [];
  for (const { questionnaire: name, given, text, ...python } of vectors.cases) {
    const questionnaire = vectors.questionnaires[name];
    const { answers, problems } = checkAnswers(questionnaire, given);
    const found = {
      answers: sorted(answers),
      problems: problems.map((one) => [one.name, one.message, sorted(one.params)]),
      asked: askedOn(questionnaire, answers).map((page) => page.map((question) => question.code)),
      piped: piped(questionnaire, answers, text, "de"),
    };
    const parts = Object.keys(found).filter((part) => !same(found[part], python[part]));
    wrong.push(...parts.map((part) => [name, part, given, found[part], python[part]]));
  }
  for (const { condition, answers, holds: expected } of vectors.conditions) {
    const found = holds(condition, { answers, coded: new Set(["c", "m", "r"]) });
    if (found !== expected) wrong.push([condition, answers, expected]);
  }
  return wrong.map((one) => JSON.stringify(one));
}"""


def test_the_vectors_are_what_python_says() -> None:
    known = FILE.read_text(encoding="utf-8")
    assert written(vectors()) == known, "Run `python -m tests.roadshow.vectors` and read what changed."


@pytest.mark.journey
def test_the_modules_on_the_tablet_agree_with_python(chromium: Browser) -> None:
    page = chromium.new_page()
    page.route(f"{ORIGIN}/**", _served)
    page.goto(f"{ORIGIN}/")
    found = page.evaluate(CHECK, json.loads(FILE.read_text(encoding="utf-8")))
    page.close()
    assert found == []


def _served(route: Route) -> None:
    name = Path(route.request.url).name
    if name.endswith(".js"):
        route.fulfill(path=STATIC / "js" / "kiosk" / name, content_type="text/javascript")
    else:
        route.fulfill(body="<!DOCTYPE html><title>Vectors</title>", content_type="text/html")


def test_every_word_of_the_modules_is_taken_along() -> None:
    modules = "\n".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "js" / "kiosk").glob("*.js")))
    said = {message for pattern in SAID for message in re.findall(pattern, modules, flags=re.MULTILINE)}
    assert sorted(said - set(WORDS)) == []
