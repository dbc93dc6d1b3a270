"""The domain: what happens in a call, what is known of it, and how both are written down. Standard library only."""
