"""English of the United States: the month before the day, 12 hours, weeks from Sunday."""

DATE_FORMAT = "l, F j, Y"
SHORT_MONTH_DAY_FORMAT = "D, M j"
MONTH_DAY_FORMAT = "l, F j"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "l, F j, Y, g:i A"
SHORT_DATE_FORMAT = "M j, Y"
FIRST_DAY_OF_WEEK = 0
