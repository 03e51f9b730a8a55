"""Indicators: what shows whether a strategy takes effect; and the budget's products that goals rest on."""
