"""Cases: how they enter."""
