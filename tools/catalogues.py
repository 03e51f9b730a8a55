"""Interface catalogues: `check` finds what is untranslated, `update` adds empty entries where they belong.

Each area has its own file `locales/{language}/{area}.po`; texts of the house itself are in `web.po`. German must be
complete; Leichte Sprache must be complete for everything that citizens see and falls back to German elsewhere.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
STAFF_AREAS = {"accounts", "admin", "coding", "considerations", "goals", "imports", "writing"}
STAFF_FOLDERS = {"staff", "rounds", "entry", "arriving", "editor", "questionnaire", "lss", "importing"}
PYTHON_KEYWORDS: dict[str, tuple[int, ...] | None] = dict.fromkeys(
    (
        "_",
        "gettext",
        "msgid",
        "NotFound",
        "NotAllowed",
        "NotNow",
        "Conflict",
        "Invalid",
        "Busy",
        "Link",
        "UnreadableDocument",
    )
) | {"ngettext": (1, 2)}
Message = str | tuple[str, ...]


def area_of(path: Path) -> str:
    """The area that a source file belongs to."""
    parts = path.relative_to(ROOT).parts
    known = {folder.name for folder in (ROOT / "participation").iterdir() if (folder / "__init__.py").exists()}
    return parts[1] if len(parts) > 2 and parts[1] in known - {"core"} else "web"  # noqa: PLR2004 - tree/area/file


def _speaks_to_programmers(path: Path) -> bool:
    """The commands and the JSON API answer in English."""
    name = path.relative_to(ROOT).as_posix()
    return name.startswith("participation/cli/") or name in {"participation/content.py", "participation/web/api.py"}


def messages() -> dict[str, dict[Message, bool]]:
    """All messages by area; the value says whether only staff see it."""
    found: dict[str, dict[Message, bool]] = {}
    sources = [*(ROOT / "participation").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    for path in sorted(source for source in sources if not _speaks_to_programmers(source)):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {
            "newstyle_gettext": "true",
            "trimmed": "false",
            "silent": "false",
            "extensions": "jinja2.ext.loopcontrols",
        }
        for_staff = area_of(path) in STAFF_AREAS or "staff" in path.name or path.parent.name in STAFF_FOLDERS
        with io.BytesIO(path.read_bytes()) as file:
            for _line, text, _comments, _context in extract(method, file, PYTHON_KEYWORDS, (), options):
                message = tuple(part for part in text if part) if isinstance(text, tuple) else text
                if message:
                    area = found.setdefault(area_of(path), {})
                    area[message] = area.get(message, True) and for_staff
    return found


def catalogues(language: str) -> dict[str, Catalog]:
    """The catalogues of a language by area."""
    loaded = {}
    for path in sorted((ROOT / "locales" / language).glob("*.po")):
        with path.open("rb") as file:
            loaded[path.stem] = read_po(file)
    return loaded


def _strings(entry: BabelMessage) -> tuple[str, ...]:
    return tuple(entry.string) if isinstance(entry.string, (list, tuple)) else (entry.string or "",)


def untranslated(language: str, *, with_staff: bool) -> list[tuple[str, Message]]:
    """(area, message) of everything that has no translation."""
    done = {
        entry.id[0] if isinstance(entry.id, (list, tuple)) else entry.id
        for catalogue in catalogues(language).values()
        for entry in catalogue
        if entry.id
        and (all(entry.string) if isinstance(entry.string, (list, tuple)) else entry.string)
        and not entry.fuzzy
    }
    return [
        (area, message)
        for area, found in messages().items()
        for message, for_staff in found.items()
        if (with_staff or not for_staff) and (message if isinstance(message, str) else message[0]) not in done
    ]


def broken_placeholders(language: str) -> list[str]:
    """Translations whose %(name)s differ from the message's."""
    placeholder = re.compile(r"%\((\w+)\)")
    findings = []
    for area, catalogue in catalogues(language).items():
        for entry in catalogue:
            ids = entry.id if isinstance(entry.id, (list, tuple)) else (entry.id,)
            strings = entry.string if isinstance(entry.string, (list, tuple)) else (entry.string,)
            wanted = set(placeholder.findall(" ".join(ids)))
            findings += [
                f"{language}/{area}: {entry.id}" for text in strings if text and set(placeholder.findall(text)) - wanted
            ]
    return findings


def contradictions(language: str) -> list[str]:
    """Messages that two areas translate differently; catalogues are merged, so one of them would win everywhere."""
    meanings: dict[str, dict[str, str]] = {}
    for area, catalogue in catalogues(language).items():
        for entry in catalogue:
            if entry.id and entry.string:
                meanings.setdefault(str(entry.id), {})[area] = str(entry.string)
    return [
        f"{language}/{', '.join(found)}: {message} has two meanings"
        for message, found in meanings.items()
        if len(set(found.values())) > 1
    ]


def update() -> None:
    """Add empty entries for what is missing."""
    for language in ("de", "de_SIMPLE"):
        loaded = catalogues(language)
        for area, message in untranslated(language, with_staff=language == "de"):
            catalogue = loaded.setdefault(area, Catalog(locale="de"))
            if (message if isinstance(message, str) else message[0]) not in catalogue:
                catalogue.add(message)
        for area, catalogue in loaded.items():
            path = ROOT / "locales" / language / f"{area}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalogue, width=120, omit_header=False)


def check() -> int:
    """Print what is missing; the number of findings."""
    missing = [f"de/{area}: {message}" for area, message in untranslated("de", with_staff=True)]
    missing += [f"de_SIMPLE/{area}: {message}" for area, message in untranslated("de_SIMPLE", with_staff=False)]
    missing += [finding for language in ("de", "de_SIMPLE", "en") for finding in broken_placeholders(language)]
    missing += [finding for language in ("de", "de_SIMPLE", "en") for finding in contradictions(language)]
    for finding in missing:
        print(finding)
    print(f"{len(missing)} texts untranslated or broken")
    return len(missing)


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    sys.exit(1 if check() else 0)
