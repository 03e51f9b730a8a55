"""Speed as ratios: each of our figures beside a bare application, in the same run, under the same load."""
