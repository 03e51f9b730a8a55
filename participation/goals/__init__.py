"""Goals: drafting their wording from what came in, each change with its evidence, and showing it to everyone."""
