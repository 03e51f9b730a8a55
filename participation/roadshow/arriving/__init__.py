"""What comes in from devices: opened, checked, and stored exactly once."""
