"""Telling people what concerns them, in the forum and by mail."""
