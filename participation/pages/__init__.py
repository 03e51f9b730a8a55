"""Pages that look across areas: regions and their start pages, one element with all that belongs to it, legal pages."""
