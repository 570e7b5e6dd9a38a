SELECT who, at, granted FROM decisions WHERE who = ANY ($1)
