# 內部參謀首頁上的各類文稿。
advisor-shelf-title-agenda = 議程
advisor-shelf-about-agenda = 按什麼次序處理各事項，信任才能增長。由貴方說明每個事項的情形；方案會說明各事項為何處於該位置，以及依據什麼。
advisor-shelf-none-agenda = 尚無議程。
advisor-shelf-new-agenda = 新議程
advisor-shelf-title-package = 一攬子方案
advisor-shelf-about-package = 跨議題的交換。由貴方說明談判什麼、價值幾何；搜索會顯示哪些方案已無法改進，以及各方以何換何。
advisor-shelf-none-package = 尚無方案。
advisor-shelf-new-package = 新方案
