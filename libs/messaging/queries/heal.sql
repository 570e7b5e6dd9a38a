SELECT outbox_heal() AS "healed!"
