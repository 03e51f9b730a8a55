"""People who sign in: staff accounts, roles, one-time links, sessions."""
