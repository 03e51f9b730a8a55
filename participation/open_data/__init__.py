"""Open data: what the areas declare as datasets, as files, as a catalogue and as a page that explains them."""
