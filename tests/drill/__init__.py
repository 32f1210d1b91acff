"""`make drill`: the real forum under load, killed and starved in every way, judged by what its clients wrote down."""
