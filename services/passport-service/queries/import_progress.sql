SELECT line, finished FROM imports WHERE kind = $1 AND file_hash = $2
