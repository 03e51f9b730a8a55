"""Each rule of the catalogue: a text that breaks it, and one that looks alike and does not."""

from __future__ import annotations

import pytest

from participation.language.checker import check
from participation.language.rules import RULES

BROKEN = {
    "W01": "Das gilt z.B. für Busse.",
    "W02": "Der ÖPNV wird besser.",
    "W03": "Das ist WICHTIG für Sie.",
    "W04": "Das ist eine komplizierte Sache.",
    "W05": "Die Bürgerbeteiligung beginnt.",
    "W06": "Der Land-kreis hilft.",
    "W07": "Das ist eine In-Formation.",
    "W08": "Das Quorum ist klein.",
    "W09": "Das Quorum ist klein.\nDas Quorum gilt.",
    "W10": "Wir wollen die Ziele evaluieren.",
    "W12": "Die Verbesserung und die Vereinfachung kommen.",
    "W13": "Der Plan kommt zur Anwendung, er wird in Anspruch genommen.",
    "W14": "Wir ziehen an einem Strang.",
    "W15": "Wir planen hinsichtlich Bus und Bahn.",
    "W16": "Die Bürger*innen stimmen ab.",
    "S01": "Wir bauen in diesem Jahr mit dem Geld vom Land einen neuen Weg.",
    "S02": "\n".join(["Wir bauen in diesem Jahr mit dem Geld vom Land einen Weg."] * 5),
    "S03": "Der Bus fährt nach Halle und die Bahn fährt nach Bonn.",
    "S04": "Wir bauen, weil wir Platz brauchen.",
    "S05": "Der Bus, der neu ist, fährt, wenn es hell ist.",
    "S06": "Den Bus bezahlt der Kreis.",
    "S07": "Der Plan wird geprüft.",
    "S08": "Der Antrag ist heute zu stellen.",
    "S09": "Das ist die Meinung der Leute.",
    "S10": "Aufgrund des Wetters bleiben wir hier.",
    "S11": "Das wäre gut.",
    "S12": "Der Landrat sagt, dass der Bus kommt.",
    "S13": "Das ist nicht teuer.",
    "S14": "Das ist unmöglich.",
    "S15": "Der Bus kam zu spät.",
    "S16": "Morgen wird es regnen.",
    "S17": "\n".join(["Der Bus ist neu."] * 6),
    "S18": "Was sagst du?\nWir fragen Sie.",
    "S19": "Wir helfen ihm.",
    "S20": "Dort kann man essen.",
    "S21": "Warum ist das so?",
    "S22": "Wir haben Busse, Bahnen, Räder und Autos.",
    "Z01": "Wir haben drei Busse.",
    "Z02": "Das kostet 1.234.567 Euro.",
    "Z03": "Das sind 50 Prozent.",
    "Z04": "Das steht in Kapitel III.",
    "Z05": "Das war im Jahr 1950.",
    "Z06": "Wir kommen am 03.04.2026.",
    "Z07": "Das gilt für Bus/Bahn & Rad.",
    "Z08": "Der Wald hat 20 ha.",
    "Z09": "Rufen Sie an: 03471684123.",
    "T01": "Der Bus ist neu. Er fährt oft.",
    "T02": "Das ist die Betei-\nligung von allen.",
    "T03": "\n".join(["Wir fahren mit dem Bus und der Bahn in die Stadt."] * 14),
    "T04": "\n".join(["Der Bus ist neu."] * 7),
    "T06": "Das lesen Sie auf Seite 3, siehe Anhang.",
    "T07": "Kommen Sie zu uns nach 06406 Bernburg am Markt.",
    "T08": "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |",
    "T09": "![](bus.png)\n\nDas ist ein Bus.",
}
KEPT = {
    "W01": "Wir treffen uns am 3. März in der Kita.",
    "W02": "Die EU hilft.\nDas DMT ist ein Amt.\nDMT ist kurz für: Das Muster-Team.",
    "W03": "Die CDU ist eine Partei.",
    "W05": "Die Feuerwehr hat Geburtstag.",
    "W06": "Die E-Mail kommt im Land-Kreis an.\nDie U-Bahn auch.",
    "W07": "Der Land-Kreis hilft.",
    "W08": "Die Kinder lesen ein Buch.",
    "W09": "Das Quorum ist klein.\nEin Quorum ist eine Zahl.\nDas Quorum gilt.",
    "W10": "Die Polizei gibt Information.",
    "W12": "Die Zeitung fragt nach Ihrer Meinung.",
    "W16": "Der Bus fährt um 9:30 Uhr.\nBürgerinnen und Bürger stimmen ab.",
    "S01": "Das heißt: Viele Städte und Dörfer arbeiten hier gut zusammen und helfen.",
    "S03": "Busse und Bahnen fahren oft.",
    "S04": "Wir kaufen Brot, die Butter und das Obst.",
    "S06": "Am Abend fahren Busse.",
    "S07": "Es wird kalt.\nDer Laden ist geschlossen.",
    "S08": "Er ist zu Hause.\nDas ist wunderbar.",
    "S09": "Wir helfen der Stadt.",
    "S10": "Wegen dem Wetter bleiben wir hier.",
    "S11": "Ich möchte einen Tee.",
    "S14": "Der Unfall war unten bei uns.",
    "S15": "Der Bus war voll.\nWir konnten warten.\nEr redet.",
    "S16": "Der Laden war geöffnet.",
    "S18": "Wir fragen Sie.\nSie haben Zeit.",
    "S20": "Das nennt man Strategie.",
    "S21": "Was kostet das?\nDas kostet 3 Euro.",
    "S22": "Wir haben Busse und Bahnen.",
    "Z01": "Ein Mann hat eine Idee.\nDas erste Mal.",
    "Z02": "Das Amt ist in 06406 Bernburg.\nEs kostet 4,50 Euro.\nIm Jahr 2026.",
    "Z04": "Die CD ist von MDR.",
    "Z05": "Das war im Jahr 2020.",
    "Z06": "Wir kommen am 3. April 2026 um 9 Uhr.",
    "Z07": "Schreiben Sie an post@example.org oder www.example.org/kontakt.",
    "Z08": "Das sind 3 Kilometer.",
    "T01": "Das gilt bis zum 3. März 2026.",
    "T02": "Wir bauen Rad-\nund Fuß-Wege.",
    "T04": "\n".join(["- Der Bus ist neu."] * 9),
    "T06": "Das sehen Sie hier.",
    "T07": "Unsere Adresse:\nMarkt 1\n06406 Bernburg",
    "T08": "| a | b |\n|---|---|\n| 1 | 2 |",
    "T09": "![Ein Bus hält am Markt](bus.png)\n\nDas ist ein Bus.",
}


def said(text: str) -> set[str]:
    return {finding.rule for finding in check(text, year=2026, with_indices=False).findings}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_named(rule: str) -> None:
    assert rule in said(BROKEN[rule])


@pytest.mark.parametrize("rule", KEPT)
def test_what_looks_alike_is_no_finding(rule: str) -> None:
    assert rule not in said(KEPT[rule])


def test_every_rule_has_an_example() -> None:
    assert set(RULES) - {"W11"} <= set(BROKEN)
