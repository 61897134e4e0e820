# 內部參謀首頁上的各類文稿。
advisor-shelf-title-agenda = 議程
advisor-shelf-about-agenda = 按什麼次序處理各事項，信任才能增長。由貴方說明每個事項的情形；方案會說明各事項為何處於該位置，以及依據什麼。
advisor-shelf-none-agenda = 尚無議程。
advisor-shelf-new-agenda = 新議程
advisor-shelf-title-package = 一攬子方案
advisor-shelf-about-package = 跨議題的交換。由貴方說明談判什麼、價值幾何；搜索會顯示哪些方案已無法改進，以及各方以何換何。
advisor-shelf-none-package = 尚無方案。
advisor-shelf-new-package = 新方案
advisor-shelf-title-conflict = 升級分析
advisor-shelf-about-conflict = 若各方均按自身偏好行事，會發生什麼：哪些局面能夠維持，哪些僅因顧慮而維持，經由哪些步驟可以緩和。由貴方說明誰能做什麼、各方想要什麼；對其他方的說法屬於推測。
advisor-shelf-none-conflict = 尚未寫下任何衝突。
advisor-shelf-new-conflict = 新的衝突分析
advisor-shelf-title-note = 國內制約備忘
advisor-shelf-about-note = 貴方在國內所受的制約，以及案文尚需的批准步驟。制約內容絕不離開本節點；各步驟的名稱、日期和狀態可由貴方選擇逐項公佈。
advisor-shelf-none-note = 尚無備忘。
advisor-shelf-new-note = 新備忘
