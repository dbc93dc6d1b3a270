"""The parts of Attune without a window: recordings and text to records, live text, checks."""
