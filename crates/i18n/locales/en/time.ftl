# Dates, times and durations. The calendar is the Gregorian one, in UTC.

# $day, $month: numbers; $year: text
time-date = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
# $time: hours and minutes, 09:14
time-utc = { time-date }, { $time } UTC

time-ago-now = just now
time-ago-seconds = { $count ->
        [one] { $count } second ago
       *[other] { $count } seconds ago
    }
time-ago-minutes = { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
time-ago-hours = { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
time-ago-days = { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
