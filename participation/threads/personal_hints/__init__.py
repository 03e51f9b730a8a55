"""Personal data in a text, pointed out to a moderator; a hit never decides anything."""

from participation.threads.personal_hints.finding import Hint, personal_hints

__all__ = ["Hint", "personal_hints"]
