"""The public pages: about, help, rules, privacy and the like, versioned, in both languages."""
