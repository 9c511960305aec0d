// Runs that were asked for and not made yet are found by their state, however many have been made.
CREATE INDEX forecast_run_state_index IF NOT EXISTS FOR (n:ForecastRun) ON (n.state);
