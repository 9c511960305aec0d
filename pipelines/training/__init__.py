"""From a pack and its log to trained, measured models and the threshold that costs least."""
