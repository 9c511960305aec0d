"""Who owns what, who belongs to which team, and what entities are tied to."""
