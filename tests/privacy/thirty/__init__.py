"""The thirty classes of bug that other forums had: docs/privacy-classes.md says which test shows each."""
