SELECT digest FROM applied_tombstones
