"""What RIL announces to everybody: news, and banners over every page, each in both languages as one item."""
