"""The engine: sound to words, words to text for people, secrets masked."""
