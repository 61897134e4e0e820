# 內部參謀首頁上的各類文稿。
advisor-shelf-title-agenda = 議程
advisor-shelf-about-agenda = 按什麼次序處理各事項，信任才能增長。由貴方說明每個事項的情形；方案會說明各事項為何處於該位置，以及依據什麼。
advisor-shelf-none-agenda = 尚無議程。
advisor-shelf-new-agenda = 新議程
advisor-shelf-title-note = 國內制約備忘
advisor-shelf-about-note = 貴方在國內所受的制約，以及案文尚需的批准步驟。制約內容絕不離開本節點；各步驟的名稱、日期和狀態可由貴方選擇逐項公佈。
advisor-shelf-none-note = 尚無備忘。
advisor-shelf-new-note = 新備忘
