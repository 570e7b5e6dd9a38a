SELECT set_config('packytrace.brand', $1, true) AS brand
