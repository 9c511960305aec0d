// How many business entities are there?
MATCH (e:BusinessEntity)
RETURN count(e) AS total
