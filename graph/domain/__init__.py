"""Pure rules: values and `now` in, values out; refusals are returned as problems, never raised."""
