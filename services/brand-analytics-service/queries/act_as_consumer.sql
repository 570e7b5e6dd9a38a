SELECT set_config('packytrace.brand', $1, true) AS brand, set_config('packytrace.acts_as', 'consumer', true) AS acts_as
