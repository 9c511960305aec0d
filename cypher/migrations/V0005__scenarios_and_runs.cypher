// Scenarios, and the simulation runs that answer them.
CREATE CONSTRAINT scenario_id_unique IF NOT EXISTS FOR (n:Scenario) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT scenario_key_unique IF NOT EXISTS FOR (n:Scenario) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT simulation_run_id_unique IF NOT EXISTS FOR (n:SimulationRun) REQUIRE n.id IS UNIQUE;
CREATE INDEX simulation_run_sort_key_index IF NOT EXISTS FOR (n:SimulationRun) ON (n.sortKey);
CREATE INDEX simulation_run_waiting_index IF NOT EXISTS FOR (n:SimulationRun) ON (n.waiting);
