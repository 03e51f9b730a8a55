"""What the first sheet of a workbook says about the file, in German like the county's other files."""

from __future__ import annotations

from participation.core.clock import now
from participation.procedures.days import local_day
from participation.surveys.results.method import is_open
from participation.surveys.results.reading import Results
from participation.surveys.running import RunningSurvey
from participation.surveys.scales import DE
from participation.surveys.wording import plain

_STATES = (
    "exact: genau gezählt · changed: zum Schutz leicht verändert, Summen können abweichen · "
    "small_group: kleine Gruppe, nur gerundete Anteile · withheld: zu wenige Antworten, nicht gezeigt"
)
_SHARES = (
    "Anteile (share) beziehen sich auf die gültigen Antworten (base). Fehlende Werte (is_missing = 1) zählen nicht mit."
)
_OPEN_LINK = "Alle mit dem Link konnten teilnehmen. Die Zahlen sind nicht repräsentativ; es gibt keine Fehlerspanne."
_INVITED = (
    "Nur Eingeladene konnten teilnehmen. Die Ergebnisseite nennt, wie viele eingeladen waren und geantwortet haben."
)
_CODES = (
    "97 = weiß nicht, 98 = kann ich nicht beurteilen, 99 = keine Angabe; leer = nicht gefragt oder nicht beantwortet."
)
_APOSTROPHE = "Texte, die wie eine Formel beginnen (= + - @), haben einen Apostroph davor."
_CAREFUL = "Einzelne Antwortbögen: nur für die Auswertung, nicht weitergeben, nach der Auswertung löschen."


def about_release(results: Results) -> list[tuple[str, str]]:
    """Label and text of each line, for the tables of a release."""
    release = results.release
    return [
        ("Umfrage", plain(results.questionnaire.title, DE)),
        ("Kurzname", results.survey.slug),
        ("Veröffentlichung Nr.", str(release.number)),
        ("Gezählt bis", f"{release.cut_off_at:%d.%m.%Y %H:%M} UTC"),
        ("Veröffentlicht am", f"{local_day(release.released_at):%d.%m.%Y}"),
        ("Fassung des Fragebogens", str(release.facts["questionnaire_version"])),
        ("Methode", f"Fassung {release.method_version}; Schutz kleiner Gruppen mit dem Cell-Key-Verfahren"),
        ("Prüfsumme (SHA-256)", release.sha256),
        ("Status der Zeilen", _STATES),
        ("Anteile", _SHARES),
        ("Aussagekraft", _OPEN_LINK if is_open(results.audiences) else _INVITED),
        ("Hinweis", _APOSTROPHE),
    ]


def about_sheets(survey: RunningSurvey, number: int) -> list[tuple[str, str]]:
    """The same for raw answer sheets."""
    return [
        ("Umfrage", plain(survey.latest.questionnaire.title, DE)),
        ("Kurzname", survey.slug),
        ("Antwortbögen", str(number)),
        ("Stand", f"{local_day(now()):%d.%m.%Y}"),
        ("Fassungen des Fragebogens", ", ".join(map(str, sorted(survey.versions)))),
        ("Fehlende Werte", _CODES),
        ("Mehrfachauswahl", "Eine Spalte je Antwort: 1 = ausgewählt, 0 = nicht ausgewählt."),
        ("Reihenfolge", "Zufällig: Sie sagt nicht, wann ein Bogen einging. Zurückgezogene Bögen fehlen."),
        ("Hinweis", _APOSTROPHE),
        ("Vertraulich", _CAREFUL),
    ]
