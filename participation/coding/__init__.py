"""Codes: what contributions are about, in words of the county's own, marked sentence by sentence by a person."""
