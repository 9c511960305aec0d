// Up to which internal number are there nodes?
MATCH (n)
RETURN coalesce(max(id(n)), -1) AS last
