"""Something discussable, and the states of what people contribute to it."""
