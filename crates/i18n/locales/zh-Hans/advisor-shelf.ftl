# 内部参谋首页上的各类文稿。
advisor-shelf-title-agenda = 议程
advisor-shelf-about-agenda = 按什么次序处理各事项，信任才能增长。由贵方说明每个事项的情形；方案会说明各事项为何处于该位置，以及依据什么。
advisor-shelf-none-agenda = 尚无议程。
advisor-shelf-new-agenda = 新议程
advisor-shelf-title-package = 一揽子方案
advisor-shelf-about-package = 跨议题的交换。由贵方说明谈判什么、价值几何；搜索会显示哪些方案已无法改进，以及各方以何换何。
advisor-shelf-none-package = 尚无方案。
advisor-shelf-new-package = 新方案
