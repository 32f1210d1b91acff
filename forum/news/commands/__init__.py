"""Writing news and banners, and closing a banner."""
