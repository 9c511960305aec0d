// On which clock do the data of a pack already run, up to which moment were they read, and what of them is in whole?
MATCH (run:IngestRun {pack: $pack})
RETURN run.id AS id, run.shiftMs AS shift_ms, run.key AS key, run.settledDigest AS settled_digest,
  coalesce(run.liveCases, 0) AS live_cases, coalesce(run.liveTainted, 0) AS live_tainted
ORDER BY run.startedAt DESC, run.id DESC
LIMIT 1
