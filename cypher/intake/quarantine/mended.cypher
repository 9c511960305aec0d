// Which rows of a file were mended, those that were read again already too?
MATCH (row:QuarantinedRow)
USING INDEX SEEK row:QuarantinedRow(key)
WHERE row.key STARTS WITH $file AND row.state IN ['MENDED', 'REPLAYED']
RETURN row.id AS id, row.row AS line, row.state AS state, row.mended AS mended
ORDER BY line
