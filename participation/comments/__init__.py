"""Comments on elements and paragraphs of a strategy, without an account, moderated before publication."""
