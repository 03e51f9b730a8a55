"""What editors do with measures, and with who answers for what."""
