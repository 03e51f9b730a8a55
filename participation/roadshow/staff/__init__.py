"""What staff do with the tour: stops, devices, and what waits in quarantine."""
