"""Small documents of invented counties, each with the difficulties that real ones have."""

from __future__ import annotations

# Double-spaced, a bullet's sign lost (one blank is left), words cut by hyphens, a caption below a heading, a running
# head with a page number, and an appendix that says it all again, once in other words.
_FIELDS = """
 1. Worum es geht

Ausgangspunkt sind die Handlungsfelder „Arbeit und Innovation“, „Leben und Wohnen“ und „Wald und Gewässer“, die der
Kreistag beschlossen hat.

Prioritätengruppe 1
Arbeit und Innovation
Leben und Wohnen

Prioritätengruppe 2
Wald und Wasser

Legende der Handlungsfelder
1.1.1 Strategische Ziele
  Operative Ziele, darüber je ein Leitsatz
 Prioritätengruppe 1

Handlungsfeld 1 Arbeit und Innovation
Der Hafen in Lindenau

1.1 Betriebe

„Der Landkreis steht an der Seite seiner kleinen und großen Betriebe.“

1.1.1 Beratung für alle, die einen Betrieb gründen oder über-
nehmen und dafür Räume suchen

 Sprechtage in jeder Gemeinde, mindestens einmal im Vierteljahr und bei Bedarf auch
öfter
 Eine Börse für leere Läden

1.1.2 Schnelles Netz in jedem Gewerbegebiet

 Glasfaser bis zum Jahr 2030

Handlungsfeld 2 Leben und Wohnen

2.1 Wohnen im Dorf

„Der Landkreis erhält lebendige Ortskerne in allen seinen Dörfern.“

2.1.1 Umbau leerer Höfe zu Wohnungen

 Ein Zuschuss für die Planung

Konzept für den Landkreis Lindenau

7

 Prioritätengruppe 2

Handlungsfeld 3 Wald und Wasser

3.1 Gewässer

„Der Landkreis hält seine Bäche und Seen sauber und zugänglich.“

3.1.1 Freier Zugang zu den Ufern

 Zwei neue Badestellen im Süden

 Anlage 1 Strategische Ziele/ Operative Ziele

1. Arbeit und Innovation
1.1 Betriebe
1.1.1 Beratung für alle, die einen Betrieb gründen oder übernehmen und dafür Räume suchen
 Sprechtage in jeder Gemeinde, mindestens einmal im Vierteljahr und bei Bedarf auch öfter
 Eine Börse für leere Läden
1.1.2 Schnelles Internet in jedem Gewerbegebiet
 Glasfaser bis zum Jahr 2030
2. Leben und Wohnen
2.1 Wohnen im Dorf
2.1.1 Umbau leerer Höfe zu Wohnungen
 Ein Zuschuss für die Planung
"""
FIELDS = _FIELDS.replace("\n", "\n\n")

CLUSTERS = """
# Zukunft Lindenau 2035

# INHALT

	VORWORT	2
	HANDLUNGSCUSTER 1   Arbeit und Wege	4
	Ziele	6
	HANDLUNGSCUSTER 2   Zusammenleben	8

## HANDLUNGSCUSTER 1

Betriebe und Handel  \nBusse und Bahnen

# Arbeit und Wege

Der Cluster **Arbeit und Wege** bündelt, was den Landkreis in Bewegung hält.

## Betriebe und Handel

Kleine Betriebe sollen bleiben können.

# Ziele

- Anlaufstelle für neue Betriebe
- Bus im Stundentakt

## HANDLUNGSCUSTER 2

- Vereine

# Zusammenleben

# Ziele

- Ein Haus für Vereine in jeder Gemeinde

## GESAMTUMSETZUNG

- Klare Zuständigkeiten
"""

RESOLUTION = """
Betreff:

Strategische Ziele des Landkreises Lindenau

Beschlussvorschlag:

Für den Landkreis werden die folgenden langfristigen Ziele definiert, die bis 2036 erreicht werden sollen.

1. Der Landkreis bringt die 3 Aktionsräume voran!

- Ratgeber für die Gemeinden

2. Mehr als 70.000 Menschen wohnen hier!

- Die 3 Aktionsräume zahlen alle auf dieses Ziel ein

Begründung:

- 5 Im Frühjahr wurden die Ergebnisse in drei nach Themen sortierten \
Gruppen beraten: Schule und Sport, Handel und Gewerbe, sowie Wald und Feld. Daraus entstanden die Aktionsräume.
- 10
- 15 Die unten aufgeführten strategischen Ziele werden festgesetzt:

1. Der Landkreis bringt die 3 Aktionsräume voran!

- 20 – Ratgeber für die Gemeinden

2. Mehr als 70.000 Menschen wohnen hier, auch junge!

- 25 – Die 3 Aktionsräume zahlen alle auf dieses Ziel ein

30 Das Nähere regelt der Haushalt.
"""

AIMS = """
Leitbild:  Lindenau hält zusammen.

Oberziele:

1. Lindenau bietet guten Wohnraum und eine gute Anbindung an die
großen Städte der Nachbarschaft.

2. Lindenau ist eine starke Wirtschaftsregion mit vielen Betrieben und mit gu-
ten Arbeitsplätzen.

Die Unterziele sind der Anlage zu entnehmen, die diesem Beschluss bei-
gefügt ist.

Anlage zur Drucksache 12

Unterziele:

1.1 Lindenau bietet Wohnraum durch seine Stärken auf den folgenden
Gebieten:
– Wohnen für jedes Alter
– Umnutzung alter Höfe in den Dörfern, auch durch Vereine und
Genossenschaften

1.2 Lindenau ist mit Bus und Bahn gut zu erreichen, auch am Abend und am
Wochenende.

2.1 Lindenau hilft Betrieben, die sich hier niederlassen wollen oder um-
ziehen müssen.
"""

LINKED = """
1 | Leitfragen

Leitfragen	Antworten
Wofür steht der Verbund?	<ul style="list-style-type: none">– Gemeinsame Wege– Kurze Wege – lange Freundschaft</ul>

2 | Leitziele

Aus der Absichtserklärung ergeben sich folgende Leitziele:

- Stärkung der gemeinsamen **Feuerwehr**
- Ein gemeinsames Archiv

3 | Handlungsfelder

1. Feuerwehr und Rettung
2. Zusätzliche Fördermittel

3 | Handlungsfeld 1

Feuerwehr und Rettung

Dies trägt zur Umsetzung folgender Ziele bei:

- Stärkung der gemeinsamen **Feuerwehr** in allen Orten
- kurze Wege im Rettungsdienst

3 | Handlungsfeld 2

Digitale Verwaltung

Dies trägt zur Umsetzung folgender Ziele bei:

- ein gemeinsames Portal für Anträge

4 | Endgültiger Entwurf - Leitziele

Leitziele:

- Stärkung der gemeinsamen **Feuerwehr** in allen Orten
- Kurze Wege im Rettungsdienst
- Ein gemeinsames Portal für Anträge der Bürgerinnen und Bürger

4 | Endgültiger Entwurf - Handlungsfelder

Feuerwehr und Rettung

HANDLUNGSFELD 1

HANDLUNGSFELD 2

Digitale Verwaltung
"""
