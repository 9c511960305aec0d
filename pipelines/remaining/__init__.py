"""How much longer what is open will take."""
