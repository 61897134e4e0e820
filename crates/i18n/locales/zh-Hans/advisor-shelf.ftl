# 内部参谋首页上的各类文稿。
advisor-shelf-title-agenda = 议程
advisor-shelf-about-agenda = 按什么次序处理各事项，信任才能增长。由贵方说明每个事项的情形；方案会说明各事项为何处于该位置，以及依据什么。
advisor-shelf-none-agenda = 尚无议程。
advisor-shelf-new-agenda = 新议程
advisor-shelf-title-note = 国内制约备忘
advisor-shelf-about-note = 贵方在国内所受的制约，以及案文尚需的批准步骤。制约内容绝不离开本节点；各步骤的名称、日期和状态可由贵方选择逐项公布。
advisor-shelf-none-note = 尚无备忘。
advisor-shelf-new-note = 新备忘
