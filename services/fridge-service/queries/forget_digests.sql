SELECT forget_digests($1) AS "forgotten!"
