"""On the road: stops of a tour, their tablets, and what comes in from halls without a network."""
