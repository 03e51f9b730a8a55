"""How well documents of counties are recognised, measured against the strategies in `content/`."""
