"""The gate applied to a case: its data judged, its rule evaluated."""
