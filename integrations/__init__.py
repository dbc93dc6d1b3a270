"""Doors to other programs: the credential store, the dialer."""
