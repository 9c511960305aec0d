"""What every subject uses: values, times, ids, digests, keys and refusals."""
