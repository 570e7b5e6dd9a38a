SELECT gtin, name, brand_name, brand_id, image_url, quantity
FROM catalog_entries
WHERE known AND (search_words @@ to_tsquery('simple', $2) OR $1 <% search_text)
ORDER BY (search_words @@ to_tsquery('simple', $2)) DESC, word_similarity($1, search_text) DESC,
         length(search_text), gtin
LIMIT $3
