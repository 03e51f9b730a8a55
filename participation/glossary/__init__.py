"""A region's glossary: words explained in every language, and linked where readers meet them first."""
