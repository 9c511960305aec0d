"""Files made to harm, drawn from a seed: kinds of poison x shipped packs x formats."""
