DELETE FROM labels WHERE gtin = $1
