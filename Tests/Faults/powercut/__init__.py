"""Cuts the power: records what a file system sends to its disk, and looks at every disk that a cut could have left."""
