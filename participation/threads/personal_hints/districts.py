"""The districts on German number plates (Unterscheidungszeichen), present and kept ones."""

from __future__ import annotations

from pathlib import Path

DISTRICTS = frozenset(Path(__file__).with_name("districts.txt").read_text(encoding="utf-8").split())
