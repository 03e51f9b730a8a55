"""Cuts Fira Sans to European Latin: python tools/vendor_fonts.py PATH_TO_NPM_PACKAGE (needs fonttools and brotli)."""

import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "participation" / "static" / "vendor" / "fira-sans"
WEIGHTS = {"Regular": 400, "SemiBold": 600}
# Latin-1, Latin Extended-A (Polish, Czech, Sorbian, Turkish …), ẞ, typographic marks, arrows, signs of comparison.
LETTERS = (
    "U+0020-007E,U+00A0-00FF,U+0100-017F,U+1E9E,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+2039,U+203A,"
    "U+20AC,U+2190-2193,U+2212,U+2248,U+2264,U+2265"
)


def main() -> None:
    """Write one woff2 file per weight: kerning, table figures, no hinting."""
    fonts = Path(sys.argv[1]) / "dist" / "fonts" / "fira-sans"
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, weight in WEIGHTS.items():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "fontTools.subset",
                str(fonts / f"FiraSans-{name}.woff2"),
                f"--unicodes={LETTERS}",
                "--layout-features=kern,mark,ccmp,locl,tnum",
                "--flavor=woff2",
                "--no-hinting",
                "--desubroutinize",
                "--name-IDs=0,1,2,4,6,13,14",
                f"--output-file={TARGET / f'fira-sans-{weight}.woff2'}",
            ],
            check=True,
        )


if __name__ == "__main__":
    main()
