"""The Jugendkreistag: a workspace for a body of minors."""
