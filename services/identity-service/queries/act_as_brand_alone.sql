SELECT set_config('packytrace.acts_as', '', true) AS acts_as, set_config('packytrace.brand', $1, true) AS brand
