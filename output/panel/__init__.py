"""Tables of several years -> the same indicator followed over them."""
