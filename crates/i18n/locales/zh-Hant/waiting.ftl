# 待您處理：需要讀者所在席位採取行動的事項。

waiting-title = 待您處理
waiting-shared = 等待貴方另一人簽署
waiting-shared-note = 僅貴方可見。待足夠代表簽署同一內容後，即載入共同記錄。
waiting-shared-by = 已由{ $people }簽署 · 尚缺{ $count }人簽名
waiting-shared-sign = 閱讀並簽署
waiting-shared-cancel = 撤回
waiting-intro = 以下各項均需貴方採取行動。沉默不表示同意。
waiting-group-assent = 待同意或不接受
waiting-group-deferred = 曾經推遲，現已到期
waiting-group-pending = 已簽署，尚未載入共同記錄
waiting-pending-note = 已簽署，僅存於己方。己方案文不能再商定時，節點即予封存入冊；如已無此可能，節點即放棄封存，並在此告知您。
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
waiting-given-up = 已簽署，但已放棄封存
waiting-given-up-note = 貴方的同意已簽署，並在貴方節點等待封存；現已不可能計入，因此從未載入共同記錄。僅貴方席位可見。
waiting-given-up-signer = 由{ $person }簽署
waiting-given-up-overtaken = 同一事項的另一案文已先行商定。
waiting-given-up-overtaken-next = 該案文即為現行案文。如傾向於另一案文，可作為修正提出。
waiting-given-up-dead = 該案文未獲接受或已被收回，不能再商定。
waiting-given-up-dead-next = 請打開該事項：同樣的文字可以另行提出。
waiting-given-up-powers = 輪到封存時，{ $person }已不再持有相應的全權證書。
waiting-given-up-powers-next = 請打開該事項：持有全權證書者可以同意該案文。
waiting-given-up-restored = 它在本節點較早的一份資料副本中等候，該副本已被還原；副本製成之後，它可能已被撤回。
waiting-given-up-restored-next = 請打開該事項，閱讀目前的內容；如仍同意，請再次表示同意。
waiting-given-up-other = 封存亦不產生效力：{ $reason }。
waiting-given-up-other-next = 請打開該事項，閱讀現有內容，再作決定。
waiting-given-up-read = 已閱
waiting-given-up-read-item = 已閱：{ $number }
waiting-drafts = 草稿
waiting-drafts-note = 您已填寫而尚未簽署的內容。他人看不到，也不會離開本節點。
waiting-drafts-discard = 丟棄
