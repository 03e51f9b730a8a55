"""Order among many contributions: similar ones, keywords, suggested fields; all on this machine."""
