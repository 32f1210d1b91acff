"""What translates: a local engine, a service by address, or nobody; behind one Protocol."""
