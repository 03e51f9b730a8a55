"""Cuts the KERN stylesheet to the components in use: python tools/vendor_kern.py PATH_TO_NPM_PACKAGE."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent.parent / "participation" / "static"
TARGET = STATIC / "vendor" / "kern"

BLOCKS = frozenset(
    [
        "accordion",
        "alert",
        "badge",
        "body",
        "btn",
        "card",
        "dark",
        "description-list",
        "description-list-item",
        "error",
        "fieldset",
        "form-check",
        "form-input",
        "heading",
        "hint",
        "icon",
        "label",
        "layer",
        "level",
        "light",
        "link",
        "number",
        "preline",
        "progress",
        "sr-only",
        "subline",
        "table",
        "title",
    ]
)
ICONS = frozenset(
    [
        "add",
        "arrow-back",
        "arrow-down",
        "arrow-forward",
        "arrow-up",
        "brightness-medium",
        "calendar-today",
        "check",
        "chevron-left",
        "chevron-right",
        "close",
        "content-copy",
        "danger",
        "default",
        "download",
        "draft",
        "easy-language",
        "edit",
        "help",
        "home",
        "info",
        "large",
        "mail",
        "open-in-new",
        "search",
        "small",
        "success",
        "visibility",
        "warning",
        "x-large",
    ]
)
# KERN gives every picture height: auto; charts say their own in an attribute, so layout.css restates it for img alone.
DROPPED = "img, picture, video, canvas, svg"
HEAD = """/* KERN UX native 2.7.2 (c) KERN-Team, EUPL-1.2, https://www.kern-ux.de
   Cut by tools/vendor_kern.py: unused components, icons and custom properties left out (and height: auto of svg). */
"""


@dataclass(frozen=True)
class Rule:
    """One rule: its selector or at-rule, and the text or the rules between its braces."""

    prelude: str
    body: str


def rules(css: str) -> Iterator[Rule]:
    """Yield the top-level rules of a stylesheet without comments; statements such as @charset are passed over."""
    start = depth = opened = 0
    for mark in re.finditer(r"""\{|\}|;|url\((?:"[^"]*"|'[^']*'|[^)]*)\)""", css):
        if mark[0] == "{":
            opened = opened if depth else mark.start()
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield Rule(css[start:opened].strip(), css[opened + 1 : mark.start()].strip())
                start = mark.end()
        elif mark[0] == ";" and not depth:
            start = mark.end()


def is_used(selector: str) -> bool:
    """Tell whether every KERN class of the selector belongs to a component or icon that is kept."""
    names = [name for name in re.findall(r"\.kern-([a-z0-9_-]+)", selector) if name not in {"", "-"}]
    return all(_is_kept(name) for name in names)


def _is_kept(name: str) -> bool:
    block, _, modifier = re.split(r"__", name, maxsplit=1)[0].partition("--")
    if block == "icon" and modifier:
        return modifier in ICONS
    return block in BLOCKS or block.partition("-")[0] in {"heading", "level"} or block == "sr-only-mobile"


def cut(css: str) -> str:
    """Return the stylesheet with only the rules whose selectors are used."""
    kept = []
    for rule in rules(css):
        if rule.prelude.startswith("@"):
            inner = cut(rule.body) if rule.prelude.startswith("@media") else ""
            if inner:
                kept.append(f"{rule.prelude} {{\n{inner}}}\n")
            continue
        if re.sub(r"\s+", " ", rule.prelude) == DROPPED:
            continue
        used = [selector.strip() for selector in split_selectors(rule.prelude) if is_used(selector)]
        if used:
            body = re.sub(r"\s*\n\s*", " ", rule.body)
            kept.append(f"{', '.join(used)} {{ {body} }}\n")
    return "".join(kept)


def split_selectors(prelude: str) -> list[str]:
    """Split a selector list at its commas, not at those inside brackets."""
    return re.split(r",(?![^(]*\))", prelude)


def without_unused_properties(css: str, others: str) -> str:
    """Drop declarations of custom properties that neither this stylesheet nor `others` reads, until none is left."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", css + others))
        unread = set(re.findall(r"(--kern-[\w-]+)\s*:", css)) - read
        if not unread:
            return re.sub(r"[^{}\n]*\{\s*\}\n?", "", css)
        css = re.sub(rf"(?:{'|'.join(sorted(unread))})\s*:[^;}}]*;\s*", "", css)


def main() -> None:
    """Write vendor/kern/kern.css and the licence from the unpacked npm package named on the command line."""
    package = Path(sys.argv[1])
    css = re.sub(r"/\*.*?\*/", "", (package / "dist" / "kern.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    others = "".join(sheet.read_text(encoding="utf-8") for sheet in sorted((STATIC / "css").glob("*.css")))
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "kern.css").write_text(HEAD + without_unused_properties(cut(css), others), encoding="utf-8")
    (TARGET / "LICENSE.md").write_text((package / "LICENSE.md").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
