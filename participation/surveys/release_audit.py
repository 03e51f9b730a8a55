"""The audit before a release, in a process of its own: linear programming needs numpy and scipy, a server does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any

from participation.core.elsewhere import elsewhere
from participation.statistics.disclosure import PROTECTIVE, USUAL
from participation.statistics.published import PublishedTable
from participation.surveys.population import YOUNG

LONGEST_SECONDS = 600

Problem = dict[str, Any]
"""JSON-ready: `kind` and, for a cell that can be worked out, `question`, `dimensions`, `segment`, `code`, `hint`."""

DETERMINED = "determined"
CONTRADICTION = "contradiction"


def audited(tables: Sequence[PublishedTable], *, is_protective: bool = False, processes: int = 2) -> list[Problem]:
    """What speaks against publishing these tables together; takes seconds, in other processes.

    Questions are audited apart from each other anyway, so `processes` of them share the work. `is_protective`: all
    tables were made by the stricter rules.

    Raises:
        subprocess.SubprocessError: the audit itself failed or took too long; nothing may be released then.
    """
    names = list(dict.fromkeys(table.question for table in tables))
    shares = [set(names[start::processes]) for start in range(processes)]
    parts = [[table for table in tables if table.question in share] for share in shares if share]
    with ThreadPoolExecutor(processes) as pool:
        answers = pool.map(partial(_audited_elsewhere, is_protective=is_protective), parts)
        return list(chain.from_iterable(answers))


def _audited_elsewhere(tables: list[PublishedTable], *, is_protective: bool) -> list[Problem]:
    given = {"tables": [table.as_document() for table in tables], "is_protective": is_protective}
    answer = elsewhere("participation.surveys.release_audit", json.dumps(given).encode(), LONGEST_SECONDS)
    found: list[Problem] = json.loads(answer)
    return found


def problems(tables: Sequence[PublishedTable], *, is_protective: bool = False) -> list[Problem]:
    """The same, in this process."""
    from participation.statistics.attack import Contradiction  # noqa: PLC0415 - only the other process needs these
    from participation.statistics.audit import findings  # noqa: PLC0415

    rules = PROTECTIVE if is_protective else USUAL
    # Readers know the more generous rules; what is small is said by the stricter ones where minors are in a table.
    least = PROTECTIVE.minimum if any(map(_shows_minors, tables)) else rules.minimum
    try:
        found = findings(tables, rules, least=least)
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


def _shows_minors(table: PublishedTable) -> bool:
    if "age" not in table.dimensions:
        return False
    place = table.dimensions.index("age")
    return any(member[place] in YOUNG for row in table.rows for member in row.members)


def _main() -> None:
    asked = json.load(sys.stdin)
    tables = [PublishedTable.from_document(document) for document in asked["tables"]]
    sys.stdout.write(json.dumps(problems(tables, is_protective=asked["is_protective"])))


if __name__ == "__main__":
    _main()
