"""Following up: from a receipt code to the state, the reply and the effect of one's own contribution."""
