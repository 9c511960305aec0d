"""The stored vocabulary as neomodel classes: the only declaration of labels, edges, keys and constraints."""
