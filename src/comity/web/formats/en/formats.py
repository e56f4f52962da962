"""English as most of the world writes it: the day before the month, 24 hours, weeks from Monday."""

DATE_FORMAT = "l j F Y"
SHORT_MONTH_DAY_FORMAT = "D j M"
MONTH_DAY_FORMAT = "l j F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "l j F Y, H:i"
SHORT_DATE_FORMAT = "j M Y"
FIRST_DAY_OF_WEEK = 1
