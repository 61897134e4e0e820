# 日期、時間與時長。公曆，協調世界時。

# $day, $month：數字；$year：文字
time-date = { $year }年{ $month }月{ $day }日
# $time：時和分，09:14
time-utc = { time-date } { $time }（UTC）

time-ago-now = 剛剛
time-ago-seconds = { $count }秒前
time-ago-minutes = { $count }分鐘前
time-ago-hours = { $count }小時前
time-ago-days = { $count }天前
