"""A strategy's content files in a ZIP."""

from __future__ import annotations

import io
import zipfile

from participation.strategy.content.sources import StrategySource
from participation.strategy.content.writing import content_files

# The same for all, so that the same version gives the same bytes.
_STAMP = (1980, 1, 1, 0, 0, 0)


def content_archive(source: StrategySource) -> bytes:
    """A folder of the strategy's name with its files; the same strategy gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(content_files(source).items()):
            file = zipfile.ZipInfo(f"{source.slug}/{name}", _STAMP)
            file.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(file, text)
    return packed.getvalue()
