"""What is watched: whether what comes in is still what models were trained on."""
