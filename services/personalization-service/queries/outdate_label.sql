UPDATE labels SET outdated = true WHERE gtin = $1 AND version < $2
