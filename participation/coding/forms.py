"""What is handed in about a code."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from participation.coding.models import LONGEST_DESCRIPTION, LONGEST_KEYWORDS, LONGEST_MARK, LONGEST_NAME, Code
from participation.core.text import msgid
from participation.web.visit import Form

_MARK = re.compile(rf"[A-ZÄÖÜ0-9]{{1,{LONGEST_MARK}}}")
_LONGEST = {"name": LONGEST_NAME, "description": LONGEST_DESCRIPTION, "keywords": LONGEST_KEYWORDS}
_NO_NAME = msgid("Please enter a name.")
_NO_MARK = msgid("A mark has one to three letters or digits.")
_TAKEN = msgid("Another code of this procedure has this mark.")
_TOO_LONG = msgid("This is too long.")


@dataclass(frozen=True)
class CodeSheet:
    """A code as it was typed or read; `parent` is the id or mark of the code above, `problems` are msgids by field."""

    name: str = ""
    mark: str = ""
    description: str = ""
    keywords: str = ""
    parent: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, code: Code) -> CodeSheet:
        """A code as it is stored."""
        return cls(code.name, code.mark, code.description, code.keywords, str(code.parent_id or ""))

    @classmethod
    def read(cls, form: Form, taken: Collection[str]) -> CodeSheet:
        """What was typed; without a mark it gets the next number that none of `taken` is."""
        mark = form.text("mark").upper() or next_mark(taken)
        one_line = " ".join(form.text("keywords").split())
        sheet = cls(" ".join(form.text("name").split()), mark, form.text("description"), one_line, form.text("parent"))
        return sheet.checked(taken)

    def checked(self, taken: Collection[str]) -> CodeSheet:
        """The same with its problems; `taken` are the marks of the procedure's other codes."""
        texts = {"name": self.name, "description": self.description, "keywords": self.keywords}
        self.problems.update({name: _TOO_LONG for name, text in texts.items() if len(text) > _LONGEST[name]})
        if not self.name:
            self.problems["name"] = _NO_NAME
        if not _MARK.fullmatch(self.mark):
            self.problems["mark"] = _NO_MARK
        elif self.mark in taken:
            self.problems["mark"] = _TAKEN
        return self


def next_mark(taken: Collection[str]) -> str:
    """The smallest number from 1 that is no mark yet."""
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)
