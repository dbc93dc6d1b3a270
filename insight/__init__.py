"""What a call is about: facts, key issue, summary, promises, questions."""
