"""Who should review what: proposed from how right people were on such cases."""
