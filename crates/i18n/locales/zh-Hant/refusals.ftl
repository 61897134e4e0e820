# 為何未能辦理：給人看的答覆。每個拒絕代碼一個鍵。

refusals-title = 未能辦理
refusals-nothing-signed = 未作任何簽署，也未發出任何內容。
# 「不存在」與「無權查看」用同一答覆
refusals-not-found = 此處沒有您的席位可以查看的內容。
refusals-log-in-first = 請先登入。
refusals-fault = 貴方節點發生故障，此事未能辦理。運維人員可在節點的運行日誌中查明原因。
