SELECT max(version) FROM _migrations WHERE success
