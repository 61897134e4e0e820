# 框架：三份清單、事項及其經過，以及各項行為和每項行為的承諾內容。

framework-title = 框架
framework-intro = 各當事方共同維護的三份清單。所有須同意的當事方均同意同一案文後，該事項即告商定。

framework-list-dialogues = 對話
framework-list-dialogues-about = 各方有分歧、但可以通過對話解決的問題。每個問題都交由一個渠道處理；尚無渠道的，如實標明。
framework-list-cooperation = 合作
framework-list-cooperation-about = 各方需要合作、也能夠合作的領域。
framework-list-differences = 管控
framework-list-differences-about = 少數短期內難以達成一致的難題。各方立場並列，並寫明如何管控。
framework-list-notes = 備註
framework-list-notes-about = 已提出供討論、但在此尚無專門清單的內容，如各方機構、數據、事件和關聯。對任何一方均無約束。
framework-notes-link = 清單之外另有 { $count } 條備註
framework-list-empty = 本清單尚無事項。
framework-list-propose = 提出事項
framework-list-find = 在本清單中尋找
framework-list-all = 全部
framework-list-count = { $count ->
        [0] 無事項
       *[other] { $count }個事項
    }

framework-column-number = 編號
framework-column-title = 標題
framework-column-status = 狀態
framework-column-proposer = 提出方
framework-column-assents = 同意
framework-column-since = 起始時間
# 須同意的當事方中，已同意的有幾個
framework-assents = { $given }／{ $required }方

# 案文處於甚麼狀態
framework-status-waiting = 等待{ $party }
framework-status-in-effect-means = 所有須同意的當事方均已同意這些文字，一字不差。這一事實不可撤銷。
framework-status-dead-means = 一個須同意的當事方已聲明不會同意。同樣的文字可以另行提出。
framework-status-overtaken-means = 同一事項的另一案文已經商定。
framework-status-contested-means = 一個當事方簽署了兩項互不相容的內容。證據載於共同記錄；在該方彌合其日誌、繼而由一份案文了結此事之前，本事項暫且擱置。

# 事項頁
framework-item-positions = 立場
framework-item-position-of = { $party }的立場
framework-item-position-none = { $party }尚未表明立場。
framework-item-acts = 您可以採取的行動
framework-item-history = 經過
framework-item-brought-in = 由{ $party }提交討論
framework-item-proposed-by = 由{ $party }提出
framework-text-authentic = 作準文本
framework-text-courtesy = 參考譯文
framework-rivals-heading = 本事項已提出的各案文
framework-rivals-note = 這些案文中只有一個能夠商定。
framework-both-gave-way = 雙方同時讓步，兩個案文因此都未能商定。任何一個都可以另行提出。

# 發生了甚麼，每件一行
framework-history-proposed = { $party }提出了本案文。
framework-history-agreed = { $party }同意了本案文。
framework-history-agreed-to = { $party }同意了{ $text }。
framework-history-released = { $party }請求收回其同意。
framework-history-released-of = { $party }請求收回其對{ $text }的同意。
framework-history-declined = { $party }不接受本案文。
framework-history-declined-of = { $party }不接受{ $text }。
framework-history-renounced = { $party }的節點確認：{ $party }未曾同意、也不會同意本案文。
framework-history-renounced-of = { $party }的節點確認：{ $party }未曾同意、也不會同意{ $text }。
framework-history-deferred = { $party }推遲至{ $date }答覆。
framework-history-suspended = { $party }中止參與。
framework-history-resumed = { $party }恢復參與。
framework-history-withdrawn = { $party }退出。

# 各項行為：按鈕上的字，以及按下後承諾了甚麼
framework-act-propose = 提出
framework-act-propose-commits = 貴方向其他當事方提出本案文，並表示同意。所有須同意的當事方均同意後，即告商定；在此之前，可以請求收回。
framework-act-propose-facilitator-commits = 您向各當事方提出本案文。您本身的同意既不需要，也未作出。
framework-act-propose-again = 再次提出
framework-act-agree = 同意此案文
framework-act-agree-commits = 貴方同意以上文字，一字不改。所有須同意的當事方均同意後，本案文即告商定。
framework-act-release = 收回
framework-act-release-commits = 貴方請求收回其同意。此舉本身不產生效力：尚未同意的當事方，其節點收到後即予確認，本案文便不能再商定。如所有須同意的當事方均已同意，則仍為已商定。
framework-act-decline = 不接受
framework-act-decline-commits = 貴方聲明未曾同意、也不會同意本案文。須各方一致同意的案文，由此不能再商定。同樣的文字可以另行提出。
framework-act-defer = 推遲
framework-act-defer-commits = 貴方表明將於所填日期再議此事。既非同意，也非不接受。
framework-act-suspend = 中止
framework-act-suspend-commits = 貴方目前中止參與本事項。無須他方同意，各方均可看到，日後可以恢復。曾經商定這一事實仍載於共同記錄。
framework-act-resume = 恢復
framework-act-resume-commits = 貴方結束中止。本事項按商定內容繼續。
framework-act-withdraw = 退出
framework-act-withdraw-commits = 貴方不再參與本事項，且不再恢復。無須他方同意，各方均可看到。曾經商定這一事實仍載於共同記錄。
framework-act-conclude = 提議結束
framework-act-conclude-commits = 貴方提議本事項至此結束，並表示同意。所有須同意的當事方均同意後，即告結束。
framework-act-amend = 提議修正
framework-act-amend-commits = 貴方為本事項提出新案文，並表示同意。在所有須同意的當事方均同意新案文之前，現有案文不變。
framework-act-move = 提議移至其他清單
framework-act-move-commits = 貴方提議將本事項移至另一清單，並表示同意。在所有須同意的當事方均同意之前，本事項留在原清單。
framework-act-accept-theirs = 接受對方案文，收回我方案文
framework-act-accept-theirs-commits = 貴方簽署兩項行為：即刻收回己方案文；己方案文一旦不能再商定，即同意對方案文。如己方案文先行商定，第二項行為即予取消，並在「待您處理」頁告知您。

# 表格
framework-form-list = 清單
framework-form-title = 標題（{ $language }）
framework-form-text = 案文（{ $language }）
framework-form-reason = 理由
framework-form-reason-hint = 本空間的所有成員都會看到。可以不填。
framework-form-until = 截至
framework-form-continue = 前往核對頁

# 頁面用語
framework-act-position = 表明我方立場
framework-act-position-commits = 貴方將己方之言與他方並列，作為己方立場，署己方之名。其他一概不變，日後可以另行表明立場。
framework-act-propose-again-commits = 貴方再次提出同樣的文字，並表示同意。
framework-form-amend = 提議修正
framework-form-amend-lead = 請在現有案文的基礎上修改。
framework-form-answers = 針對何事
framework-form-answers-hint = 如係針對共同記錄中的某項行為，請選擇。
framework-area-of = { $area }（{ $party }提出，尚未商定）
framework-form-cites = 援引的原則
framework-form-cites-hint = 請勾選案文所依據的原則；該原則頁面將列出援引它的事項。
framework-link-cites = 援引
framework-link-cited-by = 被援引於
framework-form-area = 領域
framework-form-area-hint = 可以多選，也可以不選。
framework-form-move = 提議移至其他清單
framework-form-move-lead = 案文不變，只改變所在清單。
framework-form-nothing-signed = 目前尚未簽署。下一頁顯示將要簽署的確切內容。
framework-form-position = 表明我方立場
framework-form-position-lead = 請用貴方自己的話。內容署貴方之名，與他方並列。
framework-form-propose = 提出事項
framework-form-propose-lead = 請寫明事項。可以提交討論，也可以作為案文提出，以求商定。
framework-form-reason-lang = 以上文字的語言
framework-form-reason-needed = 本空間的所有成員都會看到，並作為貴方之言。
framework-form-words = 文字
framework-form-words-hint = 一種語文即可。請勾選作準的語文：各作準文本同等作準，其餘為參考譯文。空一行即另起一段。
framework-hold-also = 同一聲明還中止了另外{ $count }個事項。
framework-item-links = 關聯事項
framework-item-other-acts = 其他行為
framework-item-sources = 來源
framework-link-by = 由{ $party }關聯
framework-list-clear = 顯示全部
framework-list-find-button = 尋找
framework-list-no-match = 沒有符合的內容。請減少字詞再試。
framework-past-heading = 先前的案文
framework-positions-earlier = 先前的立場
framework-positions-note = 各方之言，各署其名。此處不作合併，也不作評判。
framework-principles = 指導原則
framework-principles-all = 查看全部{ $count }項原則
framework-principles-empty = 尚無任何原則提出。
framework-principles-intro = 所有須同意的當事方均同意同樣的文字後，原則即告商定；在此之前，僅為提出方之言。
framework-ring-fenced = 不受其他問題干擾
framework-stance-agreed = 已同意
framework-stance-declined = 不接受
framework-stance-deferred = 推遲至
framework-stance-pending = 已簽署，尚未載入共同記錄
framework-stance-silent = 尚未答覆
framework-stance-took-back = 請求收回其同意
framework-suspend-many = 中止多個事項
framework-suspend-many-lead = 以一項經簽署的聲明、一個理由中止。每個事項的經過均予保留，可以分別恢復。
framework-suspend-many-commits = 貴方目前中止參與上列事項。無須他方同意，各方均可看到，各事項日後可以分別恢復。曾經商定這一事實仍載於共同記錄。
framework-suspend-none = 目前沒有貴方可以中止的已商定事項。
framework-tag-concluded = 已結束
framework-tag-contested = 存在爭議
framework-tag-declined = 未獲接受
framework-tag-deferred = 已推遲
framework-tag-in-effect = 已商定
framework-tag-not-understood = 無法識別
framework-tag-overtaken = 已被取代
framework-tag-proposed = 已提出
framework-tag-rivals = 兩個案文
framework-tag-suspended = 已中止
framework-tag-withdrawn = 已退出
framework-text-amend = 提議的修正
framework-text-conclude = 結束提議
framework-text-in-effect = 已商定的案文
framework-text-move = 移至「{ $list }」清單的提議
framework-text-new = 提出的案文
framework-turn-nobody = 無須任何一方行動
framework-turn-unproposed = 可提出案文
framework-positions-of = 立場：{ $parties }
framework-tag-for-discussion = 供討論
framework-status-for-discussion-means = 作為來源的原話提交討論。尚無案文提出，任何一方均未作出承諾。
framework-item-per = 據{ $source }
framework-brought-in-heading = 提交討論的內容
framework-form-answers-nothing = 不針對特定事項
framework-form-source = 來源
framework-form-source-hint = 如係已發表的文字，請填寫作者和年份：Zheng Tao, 2020。如係貴方自己的文字，請留空。
framework-form-citation = 完整出處
framework-form-citation-hint = 標題、發表處和日期。
framework-form-how = 如何提出
framework-act-bring-in = 提交討論
framework-act-bring-in-commits = 貴方將這些文字作為其來源的原話列入清單，以供討論。不表示同意，任何一方均不承擔承諾。
framework-text-original = 原文
framework-history-brought-in = { $party }將此提交討論。
framework-history-position = { $party }表明了立場。
framework-history-erase = { $party }請求刪除文字。
framework-history-erase-answer = { $party }答覆了刪除請求。
framework-mark-invented = 為演示而虛構
framework-target = { $party }於{ $date }提出的案文（條目{ $entry }）
framework-hold-suspended = { $party }自{ $date }起中止
framework-hold-withdrawn = { $party }於{ $date }退出
framework-hold-deferred = { $party }推遲至{ $date }
framework-form-source-missing = 填寫完整出處時，請同時填寫作者和年份。
framework-ended-declined = { $party }於{ $date }表示不接受
framework-ended-declined-of = { $party }於{ $date }表示不接受{ $text }
framework-ended-released = { $party }於{ $date }收回
framework-ended-released-of = { $party }於{ $date }收回{ $text }
framework-form-kept = 您填寫的內容。尚未簽署；如仍需要，請自行複製。
