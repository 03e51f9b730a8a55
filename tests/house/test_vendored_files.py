"""Vendored files are what their record says."""

from pathlib import Path

import pytest

from tools.vendor_record import FOLDERS, differences


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_vendored_file_has_its_recorded_hash(folder: Path) -> None:
    assert differences(folder) == []
