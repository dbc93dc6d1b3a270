"""The agent's desk without a screen: events and intents in; sessions, journal and news out."""
