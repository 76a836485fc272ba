"""One module for each procedure: `ID`, `TITLE`, `NEEDS` and `run(context, tally)`."""
