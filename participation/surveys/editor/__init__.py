"""Building questionnaires in the web: drafts, questions, conditions, preview, publishing."""
