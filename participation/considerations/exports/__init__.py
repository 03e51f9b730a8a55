"""The consideration table as a file: written for offices and councils, read back with what they changed."""
