// Nothing that who acts for whom rests on has begun or ended since it was looked at.
AND (row.rightsUntil IS NULL OR row.rightsUntil > datetime.realtime().epochMillis)
