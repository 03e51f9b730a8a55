"""Recording: comments and ideas that came by letter, e-mail, telephone or in person, typed in by staff."""
