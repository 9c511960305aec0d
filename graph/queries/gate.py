"""The gate's verdict on cases that waited for their score."""

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

ROUTE = Query("gate/route.cypher", Rows, Verdict, Access.WRITE, hot=True)
