"""Brakes against machines: how much comes from one network, a small calculation or sum; nobody is locked out."""
