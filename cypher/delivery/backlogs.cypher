// How many events wait for each of these addresses, and how many were given up?
UNWIND $ids AS id
RETURN id,
       COUNT { MATCH (y:Delivery) USING INDEX SEEK y:Delivery(sortKey)
               WHERE y.sortKey STARTS WITH id + '|WAITING|' } AS waiting,
       COUNT { MATCH (y:Delivery) USING INDEX SEEK y:Delivery(sortKey)
               WHERE y.sortKey STARTS WITH id + '|DEAD|' } AS dead
