"""Counts in how many texts each run of letters is; a process of its own: texts in, a table out."""

from __future__ import annotations

import sys

from participation.crowd.grams import weighed

if __name__ == "__main__":
    sys.stdout.buffer.write(weighed(line.decode() for line in sys.stdin.buffer).table)
