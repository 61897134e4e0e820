# 内部参谋首页上的各类文稿。
advisor-shelf-title-agenda = 议程
advisor-shelf-about-agenda = 按什么次序处理各事项，信任才能增长。由贵方说明每个事项的情形；方案会说明各事项为何处于该位置，以及依据什么。
advisor-shelf-none-agenda = 尚无议程。
advisor-shelf-new-agenda = 新议程
