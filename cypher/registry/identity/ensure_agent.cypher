// Registers a program that acts by itself.
MERGE (agent:SoftwareAgent {key: $key})
  ON CREATE SET agent:Agent, agent.id = $id, agent.name = $name, agent.rightsEpoch = 1, agent.recordedAt = $at
RETURN count(agent) AS total
