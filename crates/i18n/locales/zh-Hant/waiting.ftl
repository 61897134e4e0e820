# 待您處理：需要讀者所在席位採取行動的事項。

waiting-title = 待您處理
waiting-intro = 以下各項均需貴方採取行動。沉默不表示同意。
waiting-group-assent = 待同意或不接受
waiting-group-deferred = 曾經推遲，現已到期
waiting-group-pending = 已簽署，尚未載入共同記錄
waiting-pending-note = 已簽署，僅存於己方。己方案文不能再商定時，節點即予封存入冊；否則取消，並告知您。
waiting-pending-cancel = 取消此項簽署
waiting-from = 來自{ $party }
waiting-since = 自{ $date }起（{ $ago }）
waiting-open = 閱讀並答覆
waiting-empty = 沒有待您處理的事項。
waiting-empty-others = 自{ $date }起，貴方有{ $count }個事項等待{ $party }處理。

# 頁面用語
waiting-group-again = 雙方同時讓步：可再次提出，也可擱置
waiting-group-contested = 存在爭議
waiting-group-rival = 己方案文與對方案文：只有一個能夠商定
waiting-open-item = 閱讀並答覆{ $number }
waiting-others-heading = 等待他方處理
waiting-cancelled = 簽名已取消，從未載入共同記錄。
