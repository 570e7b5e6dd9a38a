INSERT INTO drops AS d (noted_on, why, facts) VALUES ($1, $2, $3)
ON CONFLICT (noted_on, why) DO UPDATE SET facts = d.facts + excluded.facts
