"""The firms, one file each: what is true of them."""
