"""Reading translations, the queue and the glossary."""
