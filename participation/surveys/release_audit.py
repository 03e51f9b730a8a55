"""The audit before a release, in a process of its own: linear programming needs numpy and scipy, a server does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

from participation.core.elsewhere import elsewhere
from participation.statistics.published import PublishedTable

LONGEST_SECONDS = 600

Problem = dict[str, Any]
"""JSON-ready: `kind` and, for a cell that can be worked out, `question`, `dimensions`, `segment`, `code`, `hint`."""

DETERMINED = "determined"
CONTRADICTION = "contradiction"


def audited(tables: Sequence[PublishedTable], processes: int = 2) -> list[Problem]:
    """What speaks against publishing these tables together; takes seconds, in other processes.

    Questions are audited apart from each other anyway, so `processes` of them share the work.

    Raises:
        subprocess.SubprocessError: the audit itself failed or took too long; nothing may be released then.
    """
    names = list(dict.fromkeys(table.question for table in tables))
    shares = [set(names[start::processes]) for start in range(processes)]
    parts = [[table for table in tables if table.question in share] for share in shares if share]
    with ThreadPoolExecutor(processes) as pool:
        return list(chain.from_iterable(pool.map(_audited_elsewhere, parts)))


def _audited_elsewhere(tables: list[PublishedTable]) -> list[Problem]:
    given = json.dumps([table.as_document() for table in tables]).encode()
    found: list[Problem] = json.loads(elsewhere("participation.surveys.release_audit", given, LONGEST_SECONDS))
    return found


def problems(tables: Sequence[PublishedTable]) -> list[Problem]:
    """The same, in this process."""
    from participation.statistics.attack import Contradiction  # noqa: PLC0415 - only the other process needs these
    from participation.statistics.audit import findings  # noqa: PLC0415

    try:
        found = findings(tables)
    except Contradiction:
        return [{"kind": CONTRADICTION}]
    return [
        {
            "kind": DETERMINED,
            "question": one.question,
            "dimensions": ",".join(one.dimensions),
            "segment": list(one.segment),
            "code": one.code,
            "hint": one.hint.value,
        }
        for one in found
    ]


if __name__ == "__main__":
    given = [PublishedTable.from_document(document) for document in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(problems(given)))
