"""Reading news and banners."""
