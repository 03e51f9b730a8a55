"""`python -m participation.cli` is the command `participation`."""

from participation.cli import main

main()
