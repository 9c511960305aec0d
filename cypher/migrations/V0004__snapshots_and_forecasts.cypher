// Frozen snapshots, forecasts made from them, and the runs that made those.
CREATE CONSTRAINT snapshot_id_unique IF NOT EXISTS FOR (n:Snapshot) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT snapshot_key_unique IF NOT EXISTS FOR (n:Snapshot) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT forecast_run_id_unique IF NOT EXISTS FOR (n:ForecastRun) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT forecast_run_key_unique IF NOT EXISTS FOR (n:ForecastRun) REQUIRE n.key IS UNIQUE;
CREATE INDEX forecast_run_series_index IF NOT EXISTS FOR (n:ForecastRun) ON (n.series);
CREATE INDEX forecast_run_period_start_index IF NOT EXISTS FOR (n:ForecastRun) ON (n.periodStart);
CREATE INDEX forecast_run_unscored_until_index IF NOT EXISTS FOR (n:ForecastRun) ON (n.unscoredUntil);
CREATE CONSTRAINT forecast_id_unique IF NOT EXISTS FOR (n:Forecast) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT forecast_key_unique IF NOT EXISTS FOR (n:Forecast) REQUIRE n.key IS UNIQUE;
CREATE INDEX forecast_sort_key_index IF NOT EXISTS FOR (n:Forecast) ON (n.sortKey);
CREATE INDEX forecast_worst_key_index IF NOT EXISTS FOR (n:Forecast) ON (n.worstKey);
