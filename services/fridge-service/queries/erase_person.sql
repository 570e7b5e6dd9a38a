SELECT events AS "events!", reminders AS "reminders!", calendars AS "calendars!" FROM erase_person($1, $2)
