"""Results of surveys as people read them: pages, figures, files and the API, all from a release."""
