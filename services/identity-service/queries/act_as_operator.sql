SELECT set_config('packytrace.acts_as', 'operator', true) AS acts_as
