"""The words of the demo's Jugendkreistag: all of them made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ABOUT = (
    "Der Jugendkreistag ist die Stimme junger Menschen im Salzlandkreis. Er trifft sich alle zwei Monate, "
    "berät über Vorschläge und reicht Anträge ein. *Dieses Gremium ist für die Demo erfunden.*"
)
EASY_ABOUT = (
    "Der Jugend-Kreis-Tag spricht für junge Menschen.\n"
    "Er trifft sich alle 2 Monate.\n"
    "Er macht Vorschläge für den Salz-Land-Kreis.\n"
    "Diese Gruppe ist nur ein Beispiel."
)
RULES = "- Wir reden nacheinander.\n- Wir lachen niemanden aus.\n- Was hier gesagt wird, bleibt hier."
PSEUDONYMS = (
    ("Otter", False, False),
    ("Blaues Rad", True, True),
    ("Komet", False, False),
    ("Saalewind", True, True),
    ("Lakritz", True, False),
)
PROTOCOL: dict[str, Any] = {
    "title": "Treffen im Rathaus (Demo)",
    "place": "Bernburg, Rathaus",
    "attendance": 17,
    "agenda": "Begrüßung\nBusse am Abend\nJugendclubs in den Ferien\nWas wird aus dem Skatepark?",
    "text": (
        "Wir haben über den letzten Bus am Freitag gesprochen. Die meisten wohnen auf dem Dorf und kommen sonst nicht "
        "nach Hause.\n\nDen Antrag zu den Jugendclubs haben wir mit 14 Stimmen beschlossen."
    ),
}


@dataclass(frozen=True)
class DemoMotion:
    """A motion of the demo; days count back from the day on which the demo is filled."""

    title: str
    text: str
    reason: str
    days_ago: int
    element: str = ""
    addressee: str = "administration"
    department: str = ""
    answer: str = ""
    easy_answer: str = ""
    signed_by: str = ""
    answered_after: int = 0
    votes: tuple[int, int, int] = (15, 1, 1)
    from_class: str = ""


HANDED_IN = (
    DemoMotion(
        "Ein Bus nach dem Kino",
        "Freitags und samstags soll um 23 Uhr noch ein Bus von Bernburg in die Dörfer fahren.",
        "Nach dem Kino kommt man sonst nicht nach Hause. Nicht alle Eltern können fahren.",
        days_ago=100,
        element="hf-mobilitaet-und-verkehr",
        department="Fachdienst Nahverkehr (Demo)",
        answer=(
            "Danke für euren Antrag. Ab dem Fahrplanwechsel fährt freitags um 23 Uhr ein Rufbus auf drei Linien. "
            "Wir probieren das ein Jahr lang aus und zählen, wie viele mitfahren. Für den Samstag reicht das Geld noch "
            "nicht; darüber spricht der Kreistag beim nächsten Haushalt.\n\nAlles hier ist für die Demo erfunden."
        ),
        easy_answer=(
            "Danke für euren Antrag.\nAm Freitag fährt bald ein Ruf-Bus.\nEr fährt um 23 Uhr.\n"
            "Wir probieren das 1 Jahr lang.\nFür den Samstag fehlt noch das Geld.\nDas ist nur ein Beispiel."
        ),
        signed_by="Demo-Leitung, Fachdienst Nahverkehr",
        answered_after=37,
    ),
    DemoMotion(
        "Jugendclubs auch in den Ferien öffnen",
        "Die Jugendclubs im Landkreis sollen in den Sommerferien an drei Tagen in der Woche öffnen.",
        "Gerade in den Ferien haben wir Zeit, und dann ist überall zu.",
        days_ago=70,
        element="hf-sozialraumentwicklung",
        addressee="youth_welfare_committee",
        department="Fachdienst Jugend und Familie (Demo)",
        votes=(14, 0, 3),
    ),
    DemoMotion(
        "Trinkwasser an jeder Schule",
        "An jeder Schule des Landkreises soll es einen Wasserspender geben.",
        "Im Sommer ist es in den Klassen heiß. Getränke sind teuer.",
        days_ago=12,
        element="hf-bildung-als-regionale-ressource",
        department="Fachdienst Schulen (Demo)",
        votes=(16, 0, 1),
    ),
)
DRAFTS = (
    DemoMotion(
        "Licht für den Skatepark",
        "Der Skatepark soll Licht bekommen. Es soll bis 21 Uhr brennen.",
        "Im Winter ist es um fünf schon dunkel.",
        days_ago=5,
    ),
    DemoMotion(
        "Ein Klassenzimmer im Grünen",
        "Jede Schule soll einen Platz im Freien haben, an dem man lernen kann.",
        "Draußen kann man besser denken.",
        days_ago=2,
        from_class="Klasse 8b, Demo-Schule",
    ),
)
COMMENTS = (
    (2, "Finde ich gut. Aber die Nachbarn müssen schlafen können."),
    (1, "Dann lieber am Wochenende länger und unter der Woche kürzer."),
)
AMENDED = "Der Skatepark soll Licht bekommen. Es soll unter der Woche bis 20 Uhr und am Wochenende bis 22 Uhr brennen."
