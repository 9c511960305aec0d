"""How a decision stands, and when it is delivered."""
