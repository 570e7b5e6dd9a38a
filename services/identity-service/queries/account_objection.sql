-- The version of the text after which the account said no to measurement, if that is its last word.
SELECT text_version FROM (
    SELECT granted, text_version FROM consent_entries
    WHERE account_id = $1 AND purpose = 'measurement'
    ORDER BY position DESC
    LIMIT 1
) AS last_word
WHERE NOT granted
