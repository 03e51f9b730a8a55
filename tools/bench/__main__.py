"""`python -m tools.bench [NAME …] [--sheets N]`: measure, print, and fail if a bar is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.bench import measures
from tools.bench.checker import checker
from tools.bench.comments import commenting, comments
from tools.bench.considerations import considerations
from tools.bench.counting import MANY, folding, recount
from tools.bench.crowd import crowd
from tools.bench.documents import strategy_pdf
from tools.bench.editor import editor
from tools.bench.export import export
from tools.bench.papers import paper
from tools.bench.questionnaires import hundred_questions, thirty_questions
from tools.bench.queue import queue
from tools.bench.results import results
from tools.bench.search import comparison, search
from tools.bench.stage import Figure
from tools.bench.trace import trace
from tools.bench.transfer import transfer

ALL = {
    "pages": measures.pages,
    "submissions": measures.submissions,
    "thirty": thirty_questions,
    "hundred": hundred_questions,
    "forms": measures.form_flow,
    "results": results,
    "start": measures.start_and_memory,
    "transfer": transfer,
    "export": export,
    "comments": comments,
    "commenting": commenting,
    "folding": folding,
    "recount": recount,
    "crowd": crowd,
    "queue": queue,
    "search": search,
    "comparison": comparison,
    "editor": editor,
    "checker": checker,
    "considerations": considerations,
    "trace": trace,
    "strategy-pdf": strategy_pdf,
    "paper": paper,
}


def main(arguments: list[str]) -> int:
    """Run the named measurements (all without a name); 1 if a bar is missed or a run is void."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Measure speed.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--sheets", type=int, default=MANY, help="How many answer sheets are recounted.")
    wanted = parser.parse_args(arguments)
    chosen: dict[str, Callable[[Path], list[Figure]]] = {**ALL, "recount": partial(recount, sheets=wanted.sheets)}
    missed = 0
    for name in wanted.names or list(ALL):
        with tempfile.TemporaryDirectory() as folder:
            for figure in chosen[name](Path(folder)):
                print(_line(figure), flush=True)
                missed += not figure.holds or figure.remark.startswith("VOID")
    print("All bars are met." if not missed else f"{missed} figures miss their bar or are void.")
    return 1 if missed else 0


def _line(figure: Figure) -> str:
    bar = "" if figure.bar is None else f"bar {'≥' if figure.at_least else '≤'} {figure.bar:g}"
    mark = " " if figure.bar is None else "✓" if figure.holds else "✗"
    return f"{mark} {figure.name:<48} {figure.value:>10,.2f} {figure.unit:<3} {bar:<12} {figure.remark}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
