"""The made-up stories of the demo: what invented people wrote, what was made of it, which words it changed."""

from __future__ import annotations

from dataclasses import dataclass

from participation.considerations.models import Outcome


@dataclass(frozen=True)
class Voice:
    """An invented contribution with its consideration; with a title it is an idea. `cited`: new words rest on it."""

    text: str
    outcome: Outcome
    rationale: str
    easy_rationale: str
    title: str = ""
    forwarded_to: str = ""
    cited: bool = False


@dataclass(frozen=True)
class NewWords:
    """A block's new texts; the block `new` is a paragraph that was not there before."""

    block: str
    german: str
    easy: str


@dataclass(frozen=True)
class Story:
    """A goal of a strategy (by slugs and key), the field whose survey results count, and what happened."""

    region: str
    strategy: str
    goal: str
    field: str
    workshop: str
    voices: tuple[Voice, ...]
    words: tuple[NewWords, ...]
    note: str


DOCTORS = Story(
    region="boerde",
    strategy="kreisentwicklungskonzept",
    goal="sz-2-1-1",
    field="hf-2",
    workshop="Werkstattgespräch „Arzt in der Nähe“ (erfundenes Beispiel)",
    voices=(
        Voice(
            "In unserem Dorf hat die letzte Hausarztpraxis geschlossen. Ohne Auto komme ich zu keiner Sprechstunde "
            "mehr. Im Ziel sollte stehen, dass man eine Praxis auch mit dem Bus erreichen kann.",
            Outcome.ACCEPTED,
            "Die Erreichbarkeit ohne Auto fehlte im Wortlaut. Wir schlagen vor, sie in das Ziel aufzunehmen und zu "
            "sagen, woran sie gemessen wird.",
            "Das stimmt.\nOhne Auto ist der Weg zum Arzt schwer.\nDarum haben wir das Ziel geändert.",
            cited=True,
        ),
        Voice(
            "Bitte denken Sie auch an Kinderärzte und an Hebammen.",
            Outcome.PARTIALLY_ACCEPTED,
            "Kinderärztinnen und Kinderärzte gehören zur fachärztlichen Versorgung und sind schon gemeint. Für "
            "Hebammen soll geprüft werden, ob ein eigenes operatives Ziel sinnvoll ist.",
            "Kinder-Ärzte gehören schon zu diesem Ziel.\nÜber Hebammen denken wir noch nach.",
        ),
        Voice(
            "Der Landkreis soll selbst bestimmen, wo sich Ärzte niederlassen dürfen.",
            Outcome.OUT_OF_REMIT,
            "Über die Zulassung von Praxen entscheidet nicht der Landkreis. Wir haben den Hinweis weitergegeben.",
            "Der Land-Kreis darf das nicht bestimmen.\nWir haben Ihren Beitrag weiter-gegeben.",
            forwarded_to="Kassenärztliche Vereinigung",
        ),
        Voice(
            "Ein umgebauter Bus hält jede Woche an einem festen Tag im Dorf. Darin ist eine kleine Praxis.",
            Outcome.NOTED,
            "Eine fahrende Praxis ist ein möglicher Weg zum Ziel. Sie wird bei den Maßnahmen weiterverfolgt, nicht im "
            "Wortlaut des Ziels.",
            "Das ist eine gute Idee.\nWir merken uns die Idee für später.",
            title="Praxis auf Rädern",
        ),
    ),
    words=(
        NewWords(
            "title",
            "Bedarfsermittlung über ärztliche Versorgung, Fachkräfteakquise und Förderung der Sicherstellung von haus- "
            "und fachärztlicher Versorgung, die auch ohne Auto erreichbar ist",
            "Es gibt genug Ärzte und Ärztinnen und Sie kommen auch ohne Auto hin",
        ),
        NewWords(
            "new",
            "Maßstab ist, wie lange der Weg zur nächsten Praxis mit Bus, Bahn oder Rufbus dauert.",
            "Wir prüfen: Wie lange dauert der Weg zum Arzt?\nZum Beispiel mit dem Bus oder mit der Bahn.",
        ),
    ),
    note="Beispiel der Vorführung: Das Ziel 2.1.1 nennt nun die Erreichbarkeit von Praxen ohne Auto und ihren Maßstab.",
)
BIKES = Story(
    region="salzlandkreis",
    strategy="zukunftsstrategie-2030",
    goal="z-modellregion-mobilitaet",
    field="hf-mobilitaet-und-verkehr",
    workshop="Radelnder Rundgang mit dem Mobilitätsbeirat (erfundenes Beispiel)",
    voices=(
        Voice(
            "Ich würde gern mit dem Rad zur Arbeit fahren. Aber zwischen den Orten hört der Radweg immer wieder "
            "auf. Das gehört in das Ziel.",
            Outcome.ACCEPTED,
            "Durchgehende Radwege für tägliche Wege waren bisher nur im Text des Handlungsfeldes genannt. Wir "
            "schlagen vor, sie auch beim Ziel zu nennen.",
            "Das stimmt.\nGute Rad-Wege sind wichtig.\nDarum stehen sie jetzt beim Ziel.",
            cited=True,
        ),
        Voice(
            "Der letzte Bus fährt um 19 Uhr. Wer Spätschicht hat, kommt nicht nach Hause.",
            Outcome.PARTIALLY_ACCEPTED,
            "Der Abend ist nun beim Ziel genannt. Einzelne Fahrten werden im Nahverkehrsplan festgelegt, nicht in der "
            "Strategie.",
            "Der Abend steht jetzt beim Ziel.\nDer Fahr-Plan wird an anderer Stelle gemacht.",
            cited=True,
        ),
        Voice(
            "Für smarte Projekte ist Geld da, für Gehwege nicht. Streichen Sie das Ziel.",
            Outcome.NOT_ACCEPTED,
            "Das Ziel bündelt Verbesserungen für alle, die ohne eigenes Auto unterwegs sind. Es zu streichen würde "
            "auch diesen Menschen nichts nützen.",
            "Das Ziel hilft vielen Menschen ohne Auto.\nDarum bleibt das Ziel im Plan.",
        ),
    ),
    words=(
        NewWords(
            "new",
            "Dazu gehören durchgehende Radwege für die täglichen Wege und Busse, die auch am Abend fahren.",
            "Dazu gehören gute Rad-Wege von Ort zu Ort.\nUnd die Busse fahren auch am Abend.",
        ),
    ),
    note="Beispiel der Vorführung: Das Ziel zur Mobilität nennt nun Radwege für den Alltag und Busse am Abend.",
)
STORIES = (DOCTORS, BIKES)
