SELECT forget_changes($1) AS forgotten
