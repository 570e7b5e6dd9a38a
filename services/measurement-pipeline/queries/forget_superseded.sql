-- What a later state replaced before this instant nobody asks for again; nor for what was decided before a withdrawal.
WITH states AS (
    DELETE FROM product_states AS old USING product_states AS new
    WHERE new.gtin = old.gtin AND new.arrived < $1 AND (new.entry, new.stream) > (old.entry, old.stream)
)
DELETE FROM decisions AS old USING decisions AS new
WHERE new.who = old.who AND NOT new.granted
  AND (old.at < new.at OR (old.at = new.at AND old.granted))
