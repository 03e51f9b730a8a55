"""Pure functions on German text: what two texts have in common, and rules of easy language. No tables, no web."""
