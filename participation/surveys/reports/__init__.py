"""The report of a release: a page for print, a tagged PDF and a DOCX, all from the same words and numbers."""
