"""Hypothesis judges rules here, not the speed of a shared machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("rules", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
settings.load_profile("rules")
