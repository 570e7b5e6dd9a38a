SELECT who, event, sealed, at, gtin, region, kind FROM facts WHERE day = $1 AND who BETWEEN $2 AND $3 ORDER BY who
