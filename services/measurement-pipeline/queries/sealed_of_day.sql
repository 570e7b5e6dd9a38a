SELECT DISTINCT who, sealed FROM facts WHERE day = $1
