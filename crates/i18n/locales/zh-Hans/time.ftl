# 日期、时间与时长。公历，协调世界时。

# $day, $month：数字；$year：文字
time-date = { $year }年{ $month }月{ $day }日
# $time：时和分，09:14
time-utc = { time-date } { $time }（UTC）

time-ago-now = 刚刚
time-ago-seconds = { $count }秒前
time-ago-minutes = { $count }分钟前
time-ago-hours = { $count }小时前
time-ago-days = { $count }天前
