"""Who proposes and who signs the policies of packs that tests load, by the roles of the small firm."""

from ingestion.registering import Owners
from tests.builders.learning_firm import ADMIN, OWNER

OWNERS = Owners(ADMIN, OWNER)
