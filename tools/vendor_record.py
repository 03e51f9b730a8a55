"""Writes down where vendored files come from and what they hash to: python tools/vendor_record.py [--check]."""

import hashlib
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "participation" / "static" / "vendor", ROOT / "tests" / "vendor")
RECORD = "vendor.toml"


def recorded(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file as vendor.toml states it."""
    packages = tomllib.loads((folder / RECORD).read_text(encoding="utf-8"))["package"]
    return {file: digest for package in packages for file, digest in package["files"].items()}


def present(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file as it is; the record itself and the README do not count."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {RECORD, "README.md"}
    }


def differences(folder: Path) -> list[str]:
    """Files that are missing, unrecorded or changed, each as one sentence."""
    said, seen = recorded(folder), present(folder)
    return [
        f"{folder.name}/{name}: recorded {said.get(name, 'nowhere')}, found {seen.get(name, 'nothing')}"
        for name in sorted(said.keys() | seen.keys())
        if said.get(name) != seen.get(name)
    ]


def record(folder: Path) -> None:
    """Put the present hashes into vendor.toml; a file that stands nowhere there has to be entered by hand first."""
    text = (folder / RECORD).read_text(encoding="utf-8")
    seen = present(folder)
    for name, digest in recorded(folder).items():
        text = text.replace(f'"{name}" = "{digest}"', f'"{name}" = "{seen[name]}"')
    (folder / RECORD).write_text(text, encoding="utf-8")


def main() -> None:
    """Record, or with --check only compare; exits 1 on a difference."""
    for folder in FOLDERS:
        if "--check" not in sys.argv:
            record(folder)
        for sentence in differences(folder):
            print(sentence)
    sys.exit(any(differences(folder) for folder in FOLDERS))


if __name__ == "__main__":
    main()
