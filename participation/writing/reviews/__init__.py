"""Test groups: their protocol, and the record that lets a text be called Leichte Sprache."""
