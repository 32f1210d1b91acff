"""Asking for translations, saving them, and loading the glossary."""
