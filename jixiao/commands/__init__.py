"""The commands of the command line, one module each. Libraries are imported inside them: ``--help`` answers at once."""
