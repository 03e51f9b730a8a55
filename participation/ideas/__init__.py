"""Ideas for a field or a whole strategy, their stages and their endorsements, without an account."""
