// No exception that the packet shows has ended since it was looked at.
AND (row.exceptionsUntil IS NULL OR row.exceptionsUntil > datetime.realtime().epochMillis)
