"""Builders: a made-up strategy with a cluster, two fields, goals, a twin, links; ways to change and publish it."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.language.normalise import text_hash
from participation.regions.models import Region
from participation.strategy.content import load
from participation.strategy.models import Block, BlockText, Element, Strategy
from participation.strategy.versions import publish_version

STRATEGY_TOML = """
slug = "zukunft"
title = "Zukunft Landkreis Lindenau 2035"
title_leicht = "Die Zukunft vom Land-Kreis Lindenau"
summary = "Wohin der Landkreis will."
summary_leicht = "Das will der Land-Kreis."
horizon = 2035
[levels]
action_cluster = { one = "Cluster", many = "Cluster" }
action_field = { one = "Aktionsraum", many = "Aktionsräume", one_leicht = "Raum", many_leicht = "Räume" }
strategic_goal = { one = "Oberziel", many = "Oberziele" }
chapter = { one = "Kapitel", many = "Kapitel" }
[[links]]
source = "mobilitaet"
relation = "contributes_to"
target = "ziel-bus"
[[milestones]]
date = "2024-05-01"
precision = "month"
title = "Der Kreistag beschließt den Auftrag"
"""
STANDARD = """# 1 Unterwegs {#unterwegs .action_cluster}

Alles über Wege.

## Ein Bus je Stunde {#ziel-bus .strategic_goal}

## 1.1 Mobilität {#mobilitaet .action_field}

Bis 2030 fahren mehr Busse.

Rufbusse ergänzen das Netz.

## 1.2 Radwege {#radwege .action_field}

Neue Radwege entstehen.
"""
EASY = """# 1 Unterwegs sein {#unterwegs}

Hier geht es um Wege.

## Jede Stunde ein Bus {#ziel-bus}

## Bus und Bahn {#mobilitaet}

Bis 2030 fahren mehr Busse.
Das ist gut.
"""
BACKGROUND = """# Wie es anfing {#anfang .chapter}

Mit einer Umfrage.
"""


def strategy_files(folder: Path, **changed: str) -> Path:
    """A region's folder with a strategy in it; `changed` replaces files by stem (`strategy`, `standard`, `easy`)."""
    place = folder / "zukunft"
    place.mkdir(parents=True)
    files = {
        "strategy.toml": changed.get("strategy", STRATEGY_TOML),
        "01-unterwegs.de.md": changed.get("standard", STANDARD),
        "01-unterwegs.leicht.md": changed.get("easy", EASY),
        "90-anfang.de.md": changed.get("background", BACKGROUND),
    }
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return folder


def a_strategy(session: Session, region: Region, folder: Path) -> Strategy:
    """The made-up strategy, loaded and published as version 1."""
    load(session, strategy_files(folder), region)
    return session.exec(select(Strategy).where(Strategy.region_id == region.id)).one()


def reworded(session: Session, strategy: Strategy, element: str, block: str, text: str, language: str = "de") -> None:
    """Write another text into a block; a twin counts as right for the present standard text."""
    texts = {
        row.language: row
        for row in session.exec(
            select(BlockText)
            .join(Block, col(Block.id) == col(BlockText.block_id))
            .join(Element, col(Element.id) == col(Block.element_id))
            .where(Element.strategy_id == strategy.id, Element.key == element, Block.key == block)
        )
    }
    texts[language].text = text
    texts[language].changed_at = now()
    if language != "de":
        texts[language].source_hash = text_hash(texts["de"].text)
    session.add(texts[language])
    session.flush()


def next_version(session: Session, strategy: Strategy, note: str = "") -> None:
    """Publish what is written now."""
    publish_version(session, session.merge(strategy), note, None)
