# 為何未能辦理：給人看的答覆。每個拒絕代碼一個鍵。

refusals-title = 未能辦理
refusals-nothing-signed = 未作任何簽署，也未發出任何內容。
# 「不存在」與「無權查看」用同一答覆
refusals-not-found = 此處沒有您的席位可以查看的內容。
refusals-log-in-first = 請先登入。
refusals-fault = 貴方節點發生故障，此事未能辦理。運維人員可在節點的運行日誌中查明原因。

# 頁面用語
refusals-error-back = 前往首頁
refusals-error-fault = 本節點遇到故障
refusals-error-fault-next = 未作任何簽署。請重試；如再次出現，請將下方編號告知貴方節點的運維人員。
refusals-error-moved = 您螢幕上的內容已有變動
refusals-error-moved-next = 未作任何簽署。請返回，閱讀現有內容，再作決定。
refusals-error-not-found-next = 請核對地址，或從首頁繼續。
refusals-error-not-ready = 本節點目前無法寫入
refusals-error-not-ready-next = 本節點正向其他節點詢問自身記錄的進度。未遺失任何內容，仍可閱讀。
refusals-error-reference = 供運維人員查詢的編號：{ $reference }
refusals-error-refused = 已拒絕
refusals-error-refused-next = 該請求並非來自本節點的頁面，或您已不在登入狀態。未作任何簽署。請登入後重試。
refusals-error-too-large = 內容過大
refusals-error-too-large-next = 每個條目最多1 MiB。請縮短文本，或分為幾個事項提出。
refusals-error-too-many = 嘗試次數過多
refusals-error-too-many-next = 請稍等一分鐘後重試。
