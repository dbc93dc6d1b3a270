"""Sound in: recordings and devices, as frames on one clock."""
