"""Council papers: what the council is asked to decide, who deliberates it when, and what comes of it."""
