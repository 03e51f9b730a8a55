"""Documents of a county that become drafts of strategies, guess by guess, with everything open to correction."""
