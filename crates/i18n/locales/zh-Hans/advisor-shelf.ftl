# 内部参谋首页上的各类文稿。
advisor-shelf-title-agenda = 议程
advisor-shelf-about-agenda = 按什么次序处理各事项，信任才能增长。由贵方说明每个事项的情形；方案会说明各事项为何处于该位置，以及依据什么。
advisor-shelf-none-agenda = 尚无议程。
advisor-shelf-new-agenda = 新议程
advisor-shelf-title-package = 一揽子方案
advisor-shelf-about-package = 跨议题的交换。由贵方说明谈判什么、价值几何；搜索会显示哪些方案已无法改进，以及各方以何换何。
advisor-shelf-none-package = 尚无方案。
advisor-shelf-new-package = 新方案
advisor-shelf-title-conflict = 升级分析
advisor-shelf-about-conflict = 若各方均按自身偏好行事，会发生什么：哪些局面能够维持，哪些仅因顾虑而维持，经由哪些步骤可以缓和。由贵方说明谁能做什么、各方想要什么；对其他方的说法属于推测。
advisor-shelf-none-conflict = 尚未写下任何冲突。
advisor-shelf-new-conflict = 新的冲突分析
advisor-shelf-title-note = 国内制约备忘
advisor-shelf-about-note = 贵方在国内所受的制约，以及案文尚需的批准步骤。制约内容绝不离开本节点；各步骤的名称、日期和状态可由贵方选择逐项公布。
advisor-shelf-none-note = 尚无备忘。
advisor-shelf-new-note = 新备忘
