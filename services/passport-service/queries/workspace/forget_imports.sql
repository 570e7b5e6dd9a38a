SELECT forget_imports($1) AS forgotten
