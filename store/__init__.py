"""What is kept: the encrypted database of journals, records, customers and notes."""
