"""Every thread readable in both languages: engines, the glossary that steers them, translations and who improves them."""
