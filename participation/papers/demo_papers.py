"""The papers of the demo: numbers, days and bodies as the county of Helmstedt published them, all else retold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from participation.papers.models import OrganizationKind, PaperKind, Result


@dataclass(frozen=True)
class DemoStep:
    """A step of a Beratungsfolge."""

    body: str
    day: date
    is_public: bool = True
    result: Result | None = None


@dataclass(frozen=True)
class DemoPaper:
    """A paper; without goals it proposes only its own sentences. `supplements` is the serial number of its parent."""

    strategy: str
    kind: PaperKind
    day: date
    subject: str
    opening: str
    reasons: str
    steps: tuple[DemoStep, ...]
    serial: int | None = None
    supplements: int | None = None
    file_reference: str = ""
    office: str = "Referat A"
    closing: str = ""
    finances: str = ""
    youth: str = ""
    un_brk: str = "not_apt"
    has_goals: bool = True
    annexes: tuple[str, ...] = ("strategy",)


REGION, HEAD = "helmstedt", "Der Landrat"
_COMMITTEE, _MAIN, _COUNCIL = "Ausschuss für Wirtschaft und Strategie", "Kreisausschuss", "Kreistag"
BODIES = (
    (_COMMITTEE, OrganizationKind.COMMITTEE),
    (_MAIN, OrganizationKind.COUNTY_COMMITTEE),
    (_COUNCIL, OrganizationKind.COUNTY_COUNCIL),
)
_OLD, _NEW = "strategische-oberziele-2018", "strategische-ziele-2035"

PAPERS = (
    DemoPaper(
        strategy=_OLD,
        kind=PaperKind.RESOLUTION,
        serial=69,
        day=date(2017, 4, 27),
        subject="Strategische Oberziele: Projektskizze (Demo-Fassung)",
        opening="Der Ausschuss stimmt der Projektskizze zu.",
        reasons="Die Skizze beschreibt, wie Verwaltung und Politik zusammen zu Leitbild, Ober- und Unterzielen kommen.",
        steps=(DemoStep(_COMMITTEE, date(2017, 4, 27), result=Result.ADOPTED),),
        has_goals=False,
        annexes=(),
    ),
    DemoPaper(
        strategy=_OLD,
        kind=PaperKind.SUPPLEMENT,
        supplements=69,
        day=date(2017, 11, 30),
        subject="Strategische Oberziele: Zwischenergebnis (Demo-Fassung)",
        opening="Der Ausschuss trägt das Zwischenergebnis mit. Das Kreisentwicklungskonzept soll konkreter werden.",
        reasons="Eine Gruppe der Verwaltung hat einen Vorschlag gemacht; die Führungskräfte konnten sich äußern.",
        steps=(DemoStep(_COMMITTEE, date(2017, 11, 30), result=Result.ADOPTED),),
        has_goals=False,
        annexes=(),
    ),
    DemoPaper(
        strategy=_OLD,
        kind=PaperKind.RESOLUTION,
        serial=72,
        day=date(2018, 6, 15),
        subject="Bildung von strategischen Oberzielen – Kreisentwicklungskonzept 2018–2026 (Demo-Fassung)",
        opening="Leitbild und Oberziele geben bis 2026 die Richtung des Landkreises vor:",
        closing=(
            "Die Unterziele stehen in der Anlage. Aus dem Rahmen soll bis Ende 2018 ein Konzept mit Schwerpunkten, "
            "Maßnahmen und Kennzahlen entstehen, über das der Kreistag beschließt. Schon der Haushalt 2019 soll die "
            "Ziele aufgreifen."
        ),
        reasons=(
            "Vorausgegangen sind die Drucksachen 69/2017 und 69-1/2017.\n\n"
            "Alle wissen, dass die Ziele noch sehr allgemein sind und sich kaum messen lassen. Das folgende "
            "Konzept soll das ändern: Die Verwaltung legt Vorschläge vor, die Politik bringt eigene ein, und die "
            "Arbeitsgruppe der Fraktionen und Gruppen begleitet beides."
        ),
        steps=(
            DemoStep(_COMMITTEE, date(2018, 6, 21)),
            DemoStep(_MAIN, date(2018, 8, 31), is_public=False),
            DemoStep(_COUNCIL, date(2018, 9, 12)),
        ),
    ),
    DemoPaper(
        strategy=_NEW,
        kind=PaperKind.RESOLUTION,
        day=date(2024, 8, 13),
        file_reference="A.41 - 10.14.01/04",
        office="Referat Assistenz, Strategie und Kommunikation",
        subject="Strategische Ausrichtung des Landkreises Helmstedt – Strategische Ziele bis 2035 (Demo-Fassung)",
        opening="Bis 2035 verfolgt der Landkreis drei Ziele. Haushalte ab 2026 richten sich nach ihnen:",
        reasons=(
            "Seit Anfang 2023 wird das Kreisentwicklungskonzept erneuert. Am Anfang stand eine Befragung mit 5.867 "
            "Teilnahmen. Eine Roadshow durch alle Kommunen machte aus den Zahlen Gespräche.\n\n"
            "Im ersten Halbjahr 2024 arbeiteten sechs Fachgruppen an Ideen; Studien und Statistiken kamen dazu. Daraus "
            "wurden sechs Aktionsräume und drei Ziele.\n\n"
            "Als Nächstes entsteht je Aktionsraum eine Strategiekarte. Die wesentlichen Produkte werden Ende 2024 "
            "gewählt, Kennzahlen und Berichte folgen 2025."
        ),
        finances="Die Ziele selbst kosten nichts. Sie wirken über die wesentlichen Produkte ab dem Haushalt 2026.",
        steps=(
            DemoStep(_COMMITTEE, date(2024, 8, 22)),
            DemoStep(_MAIN, date(2024, 9, 6), is_public=False),
            DemoStep(_COUNCIL, date(2024, 9, 18)),
        ),
    ),
)
