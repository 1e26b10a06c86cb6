"""The witness's own house: a neutral's directory, its disk and its door.  It sees no message."""
