"""Reading topics and posts: columns, not entities, since these are the busiest pages."""
