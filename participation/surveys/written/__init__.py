"""What people wrote in their own words: keywords, quotes, and the page on which analysts read it."""
