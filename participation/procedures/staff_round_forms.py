"""What editors hand in about a round: when a moderator looks, by which rules, how long authors may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from participation.core.text import msgid
from participation.procedures.models import RoundSettings
from participation.threads.models import RULES, HeldFor, ModerationMode
from participation.web.visit import Form

LONGEST_EDIT = 10_080
"""Minutes of a week."""
MODE_NAMES = {
    ModerationMode.BEFORE: msgid("Before: nothing is public until somebody has read it"),
    ModerationMode.RULES: msgid("By rules: public at once unless a rule holds it"),
    ModerationMode.AFTER: msgid("Afterwards: public at once, somebody reads it then"),
}
RULE_HINTS = {
    HeldFor.FIRST: msgid(
        "Holds every contribution, unless the author enters the code of one that you checked and published."
    ),
    HeldFor.LINKS: msgid("Addresses of web pages."),
    HeldFor.WORDS: msgid("Words from your word list, inflected and in compounds."),
    HeldFor.LENGTH: msgid("Very short or very long texts."),
    HeldFor.CAPITALS: msgid("TEXTS IN CAPITALS."),
    HeldFor.SIMILAR: msgid("Nearly the same as something that is there already."),
    HeldFor.PERSONAL: msgid("Names, addresses, telephone numbers and the like."),
}


@dataclass(frozen=True)
class RoundSheet:
    """The settings of a round on the form; `problems` maps a field's name to an English msgid."""

    mode: str = ModerationMode.BEFORE.value
    rules: Sequence[str] = ()
    needs_four_eyes: bool = False
    edit_minutes: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: RoundSettings) -> RoundSheet:
        """What is stored."""
        minutes = str(settings.edit_minutes)
        return cls(settings.moderation.value, settings.rules.split(), settings.needs_four_eyes, minutes)

    @classmethod
    def from_form(cls, form: Form) -> RoundSheet:
        """What was sent, with its problems."""
        sheet = cls(
            form.text("mode"),
            [rule for rule in RULES if rule.value in form.many("rules")],
            "four_eyes" in form,
            form.text("edit_minutes"),
        )
        if sheet.mode not in set(ModerationMode):
            sheet.problems["mode"] = msgid("Please choose when a moderator looks.")
        elif sheet.mode == ModerationMode.RULES and not sheet.rules:
            sheet.problems["rules"] = msgid("Please choose at least one rule.")
        if not sheet.edit_minutes.isdecimal() or int(sheet.edit_minutes) > LONGEST_EDIT:
            sheet.problems["edit_minutes"] = msgid("Please enter minutes from 0 to 10080 (one week).")
        return sheet

    def fill(self, settings: RoundSettings) -> None:
        """Write a sheet without problems into the settings."""
        settings.moderation = ModerationMode(self.mode)
        settings.rules = " ".join(self.rules)
        settings.needs_four_eyes = self.needs_four_eyes
        settings.edit_minutes = int(self.edit_minutes)
